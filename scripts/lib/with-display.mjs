import { setUp } from '../setup/set-up.mjs'

/**
 * Sets up and builds what is missing, and does `act` with a display of its own, so that nothing shows on the user's.
 * @template T
 * @param {(env: NodeJS.ProcessEnv) => Promise<T>} act gets the environment to start the app in
 * @returns {Promise<T>}
 */
export async function withDisplay(act) {
  await setUp({ purpose: 'tests', quiet: true })
  const { buildAll } = await import('../build/build-all.mjs')
  await buildAll({ quiet: true })
  const { startVirtualDisplay } = await import('./virtual-display.mjs')
  const display = process.platform === 'linux' ? await startVirtualDisplay() : undefined
  try {
    return await act({ ...process.env, ...(display && { DISPLAY: display.display }) })
  } finally {
    await display?.stop()
  }
}
