import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { electronRuntime } from '../scripts/lib/electron-runtime.mjs'
import type { Bench, BenchRow } from './row.ts'
import { formatTable } from './print-table.ts'
import { clickToCode } from './click-to-code.ts'
import { clickToResult } from './click-to-result.ts'
import { cachedResult } from './cached-result.ts'
import { cancelTree } from './cancel-tree.ts'
import { startUp } from './start-up.ts'
import { throughput } from './throughput.ts'

const benches: readonly Bench[] = [clickToCode, clickToResult, cachedResult, cancelTree, startUp, throughput]
const wanted = process.argv.slice(2).filter((word) => !word.startsWith('-')).map((word) => word.toUpperCase())
const chosen = wanted.length === 0 ? benches : benches.filter(({ id }) => wanted.includes(id))
const unknown = wanted.filter((id) => !benches.some((bench) => bench.id === id))
if (unknown.length > 0) {
  process.stderr.write(`No bench ${unknown.join(', ')}. There are: ${benches.map(({ id }) => id).join(', ')}.\n`)
  process.exit(2)
}

const runtime = electronRuntime()
process.stdout.write(`Electron ${runtime.electron} (${runtime.kind}), its Node ${runtime.node}; this Node ${process.versions.node}; ${process.platform} ${process.arch}\n\n`)
const rows: BenchRow[] = []
for (const bench of chosen) {
  process.stderr.write(`${bench.id} …\n`)
  rows.push(...await bench.run())
}
process.stdout.write(`${formatTable(rows)}\n`)
const file = path.join(path.dirname(fileURLToPath(import.meta.url)), 'results.json')
if (wanted.length === 0) writeFileSync(file, `${JSON.stringify({ electron: runtime.electron, node: process.versions.node, at: new Date().toISOString(), rows }, null, 2)}\n`)
