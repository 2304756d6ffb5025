import { writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import path from 'node:path'
import { electronRuntime } from '../scripts/lib/electron-runtime.mjs'
import { burstsOfJobs } from './bursts.ts'
import { cacheEntries } from './cache-entries.ts'
import { cachedResult } from './cached-result.ts'
import { cancelTree } from './cancel-tree.ts'
import { chattyJobs } from './chatty-jobs.ts'
import { chooseBenches } from './choose-benches.ts'
import { clickToCode } from './click-to-code.ts'
import { clickToResult } from './click-to-result.ts'
import { crowdedAnswers } from './crowded-answers.ts'
import { describeScript } from './describe-script.ts'
import { historyPages } from './history-pages.ts'
import { floods } from './floods.ts'
import { largeResult } from './large-result.ts'
import { logLines } from './log-lines.ts'
import { pageEvents } from './page-events.ts'
import { pageLoad } from './page-load.ts'
import { formatTable } from './print-table.ts'
import { progressFlood } from './progress-flood.ts'
import { resultOnPage } from './result-on-page.ts'
import type { BenchRow } from './row.ts'
import { startUp } from './start-up.ts'
import { tableScrolling } from './table-scrolling.ts'
import { throughput } from './throughput.ts'
import { windowMemory } from './window-memory.ts'

const benches = [clickToCode, clickToResult, cachedResult, cacheEntries, resultOnPage, progressFlood, cancelTree, largeResult, startUp, throughput, describeScript, tableScrolling, pageEvents, pageLoad, crowdedAnswers, historyPages, logLines, windowMemory, chattyJobs, burstsOfJobs, floods]
const { chosen, problem } = chooseBenches(benches, process.argv.slice(2))
if (problem === null) await runAll()
else {
  process.stderr.write(`${problem}\n`)
  process.exitCode = 2
}

async function runAll(): Promise<void> {
  const runtime = electronRuntime()
  const rows: BenchRow[] = []
  for (const bench of chosen) {
    process.stderr.write(`${bench.id} …\n`)
    rows.push(...await bench.run())
  }
  process.stdout.write(`\nElectron ${runtime.electron} (${runtime.kind}), its Node ${runtime.node ?? 'unknown'}; this Node ${process.versions.node}; ${process.platform} ${process.arch}, ${availableParallelism()} cores\n\n`)
  process.stdout.write(`${formatTable(rows)}\n`)
  // A part does not stand for the whole.
  if (chosen.length === benches.length) writeFileSync(path.join(import.meta.dirname, 'results.json'), `${JSON.stringify(rows, null, 2)}\n`)
}
