import { runMain } from './lib/run-main.mjs'
import { setUp } from './setup/set-up.mjs'

await runMain(() => setUp({ purpose: 'tests', retryElectron: process.argv.includes('--retry-electron') }))
