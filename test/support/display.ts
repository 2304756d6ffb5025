import { startVirtualDisplay } from '../../scripts/lib/virtual-display.mjs'

/** Gives the whole run a display of its own, and none of the user's windows. */
export async function setup(): Promise<() => Promise<void>> {
  if (process.platform !== 'linux') return () => Promise.resolve()
  const { display, stop } = await startVirtualDisplay()
  process.env['DISPLAY'] = display
  delete process.env['WAYLAND_DISPLAY']
  return stop
}
