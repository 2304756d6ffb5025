import { join } from 'node:path'
import { localNode } from './lib/local-node.mjs'
import { mountNamespace } from './lib/mount-namespace.mjs'
import { root } from './lib/paths.mjs'
import { runAttached } from './lib/run-attached.mjs'
import { runMain } from './lib/run-main.mjs'
import { withDisplay } from './lib/with-display.mjs'

// `npm run chaos -- --rounds 100 --seed 7`: kills and breaks a running Simmer at random, and looks whether its promises hold.
await runMain(async () => withDisplay(async (env) => {
  const [program = localNode, ...rest] = [...await mountNamespace(), localNode, join(root, 'test', 'chaos', 'main.ts'), ...process.argv.slice(2)]
  return runAttached(program, rest, { cwd: root, env })
}))
