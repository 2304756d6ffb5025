import { runMain } from './lib/run-main.mjs'
import { setUp } from './setup/set-up.mjs'

await runMain(async () => {
  await setUp({ purpose: 'window', quiet: true })
  const { buildAll } = await import('./build/build-all.mjs')
  const { checkTypes } = await import('./checks/types.mjs')
  // The renderer's build lists the components that templates may use.
  await buildAll({ quiet: true, only: ['renderer'] })
  const checks = await checkTypes()
  for (const { project, passed, output } of checks) {
    console.log(`types of ${project}: ${passed ? 'right' : `wrong\n${output}`}`)
  }
  return checks.every(({ passed }) => passed) ? 0 : 1
})
