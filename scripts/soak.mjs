import { join } from 'node:path'
import { localNode } from './lib/local-node.mjs'
import { mountNamespace } from './lib/mount-namespace.mjs'
import { root } from './lib/paths.mjs'
import { runAttached } from './lib/run-attached.mjs'
import { runMain } from './lib/run-main.mjs'
import { withDisplay } from './lib/with-display.mjs'

// `npm run soak -- --hours 2`: the app works for hours, and what its main process holds meanwhile is written down (R28).
await runMain(async () => withDisplay(async (env) => {
  const [program = localNode, ...rest] = [...await mountNamespace(), localNode, join(root, 'test', 'chaos', 'soak', 'main.ts'), ...process.argv.slice(2)]
  return runAttached(program, rest, { cwd: root, env })
}))
