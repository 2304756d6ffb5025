import { join } from 'node:path'
import { localNode } from './lib/local-node.mjs'
import { root } from './lib/paths.mjs'
import { runAttached } from './lib/run-attached.mjs'
import { runMain } from './lib/run-main.mjs'
import { setUp } from './setup/set-up.mjs'

await runMain(async () => {
  await setUp({ purpose: 'terminal', quiet: true })
  const { buildAll } = await import('./build/build-all.mjs')
  await buildAll({ quiet: true, only: ['programs'] })
  return runAttached(localNode, [join(root, 'out', 'cli', 'main.js'), ...process.argv.slice(2)])
})
