import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { build } from 'esbuild'
import { electronRuntime } from '../../scripts/lib/electron-runtime.mjs'
import { root } from '../../scripts/lib/paths.mjs'
import { sandboxArgs } from '../sandbox-args.ts'
import type { Samples } from './samples.ts'

/** What can be measured inside Electron's main process. */
export type MeasureName = 'cachedResult' | 'cancelTree' | 'clickToCode' | 'describeScript' | 'throughput'

const program = path.join(root, '.cache', 'bench', 'main-process')

/** Measures in a new Electron main process. Rejects with what went wrong there. */
export async function runInMain(name: MeasureName): Promise<Samples> {
  await buildProgram()
  const folder = mkdtempSync(path.join(tmpdir(), 'simmer-bench-'))
  try {
    const env: NodeJS.ProcessEnv = { ...process.env, BENCH_FOLDER: folder, BENCH_MEASURE: name, BENCH_ROOT: root }
    delete env['ELECTRON_RUN_AS_NODE']
    const electron = spawn(electronRuntime().executable, [program, ...sandboxArgs()], { env, cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
    const said: Buffer[] = []
    for (const stream of [electron.stdout, electron.stderr]) stream.on('data', (piece: Buffer) => { said.push(piece) })
    await once(electron, 'exit')
    return samplesIn(path.join(folder, 'report.json'), Buffer.concat(said).toString())
  } finally { rmSync(folder, { recursive: true, force: true, maxRetries: 5 }) }
}

function samplesIn(file: string, said: string): Samples {
  let text: string
  try { text = readFileSync(file, 'utf8') } catch { throw new Error(`Electron ended without a report; it said:\n${said}`) }
  const report = JSON.parse(text) as { readonly samples: Samples } | { readonly error: string }
  if ('error' in report) throw new Error(report.error)
  return report.samples
}

async function buildProgram(): Promise<void> {
  mkdirSync(program, { recursive: true })
  writeFileSync(path.join(program, 'package.json'), '{ "name": "simmer-bench", "version": "0.0.0", "private": true, "type": "module", "main": "index.js" }\n')
  for (const file of ['bare-child.mjs', 'bare-tree.mjs']) cpSync(path.join(root, 'bench', 'main-process', file), path.join(program, file))
  const require = "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);"
  await build({
    absWorkingDir: root, entryPoints: ['bench/main-process/index.ts', 'bench/main-process/gone-watch.ts'], outdir: program, bundle: true, platform: 'node',
    format: 'esm', target: 'node20.18', logLevel: 'error', external: ['better-sqlite3', 'esbuild', 'electron'], banner: { js: require },
  })
}
