import { join } from 'node:path'
import { localNode } from './lib/local-node.mjs'
import { root } from './lib/paths.mjs'
import { runAttached } from './lib/run-attached.mjs'
import { runMain } from './lib/run-main.mjs'
import { setUp } from './setup/set-up.mjs'
import { hasDisplay } from './start/has-display.mjs'
import { openApp } from './start/open-app.mjs'

await runMain(async () => {
  const withWindow = hasDisplay(process.env, process.platform)
  await setUp({ purpose: withWindow ? 'window' : 'terminal' })
  const { buildAll } = await import('./build/build-all.mjs')
  if (withWindow) {
    await buildAll()
    return openApp(process.argv.slice(2))
  }
  await buildAll({ only: ['programs'] })
  console.log('\nNo display here (neither DISPLAY nor WAYLAND_DISPLAY is set), so no window can open.')
  console.log('Running the example computation in the terminal instead: npm run simmer -- run count-primes\n')
  return runAttached(localNode, [join(root, 'out', 'cli', 'main.js'), 'run', 'count-primes'])
})
