import { runMain } from './lib/run-main.mjs'
import { setUp } from './setup/set-up.mjs'

await runMain(async () => {
  await setUp({ purpose: 'tests', quiet: true })
  const { buildAll } = await import('./build/build-all.mjs')
  await buildAll({ quiet: true })
  const { runE2e } = await import('./e2e/run-e2e.mjs')
  return runE2e({ args: process.argv.slice(2) })
})
