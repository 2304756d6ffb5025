import path from 'node:path'
import type { ElectronApplication } from 'playwright-core'
import { root } from '../../scripts/lib/paths.mjs'

/** ms from the spawn of a bare child of the app's executable, by the app's own main process, to its first message. */
export function spawnFromApp(app: ElectronApplication): Promise<number> {
  return app.evaluate((_electron, program) => new Promise<number>((resolve) => {
    const began = performance.now()
    const child = process.getBuiltinModule('node:child_process').spawn(process.execPath, [program], {
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' }, stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    let took = Number.NaN
    child.once('message', () => { took = performance.now() - began })
    child.once('exit', () => { resolve(took) })
  }), path.join(root, 'bench', 'main-process', 'bare-child.mjs'))
}
