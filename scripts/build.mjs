import { runMain } from './lib/run-main.mjs'
import { setUp } from './setup/set-up.mjs'

await runMain(async () => {
  await setUp({ purpose: 'window', quiet: true })
  const { buildAll } = await import('./build/build-all.mjs')
  await buildAll()
})
