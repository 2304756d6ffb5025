import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { app } from 'electron'
import { cachedResult } from './cached-result.ts'
import { cancelTree } from './cancel-tree.ts'
import { clickToCode } from './click-to-code.ts'
import { describeScript } from './describe-script.ts'
import { Lab } from './lab.ts'
import type { Samples } from './samples.ts'
import { throughput } from './throughput.ts'

const measures: Readonly<Record<string, (lab: Lab, folder: string) => Promise<Samples>>> = { cachedResult, cancelTree, clickToCode, describeScript, throughput }

// Runs in Electron's main process, where the app's engine runs: what a spawn costs depends on who spawns.
const { BENCH_FOLDER: folder = '', BENCH_MEASURE: name = '', BENCH_ROOT: root = '' } = process.env
app.setPath('userData', path.join(folder, 'window'))
app.disableHardwareAcceleration()
app.whenReady().then(measure).then(
  (samples) => { finish({ samples }) },
  (thrown: unknown) => { finish({ error: thrown instanceof Error ? thrown.stack ?? thrown.message : String(thrown) }) },
)

async function measure(): Promise<Samples> {
  const chosen = measures[name]
  if (chosen === undefined) throw new Error(`No measure ${name}`)
  const lab = await Lab.open({ root, folder })
  try { return await chosen(lab, folder) } finally { await lab[Symbol.asyncDispose]() }
}

function finish(report: { readonly samples: Samples } | { readonly error: string }): void {
  writeFileSync(path.join(folder, 'report.json'), JSON.stringify(report))
  app.exit(0)
}
