import type { TestProject } from 'vitest/node'
import { startVirtualDisplay } from '../../scripts/lib/virtual-display.mjs'

/** Gives each worker a display of its own, since clipboard and focus are one per display; and none of the user's windows. */
export async function setup({ config }: TestProject): Promise<() => Promise<void>> {
  const stops: (() => Promise<void>)[] = []
  for (let worker = 1; process.platform === 'linux' && worker <= config.maxWorkers; worker += 1) {
    const { display, stop } = await startVirtualDisplay()
    process.env[`SIMMER_E2E_DISPLAY_${worker}`] = display
    stops.push(stop)
  }
  return async () => { for (const stop of stops) await stop() }
}
