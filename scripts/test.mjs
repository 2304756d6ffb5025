import { runMain } from './lib/run-main.mjs'
import { setUp } from './setup/set-up.mjs'

await runMain(async () => {
  await setUp({ purpose: 'tests' })
  const { runAll } = await import('./checks/run-all.mjs')
  return runAll()
})
