import { runMain } from './lib/run-main.mjs'
import { setUp } from './setup/set-up.mjs'

// `npm run package` makes an unpacked app, `npm run package -- --installers` what people install.
await runMain(async () => {
  await setUp({ purpose: 'window', quiet: true })
  const { buildAll } = await import('./build/build-all.mjs')
  const { buildInstallers, buildPackage } = await import('./package/build-package.mjs')
  await buildAll({ quiet: true })
  if (process.argv.includes('--installers')) return buildInstallers()
  const { executable, made } = await buildPackage()
  console.log(`${made ? 'Made' : 'Up to date:'} ${executable}`)
})
