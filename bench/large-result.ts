import { closeSync, fsyncSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Bench, type BenchRow, row } from './row.ts'
import { interleaved, median } from './statistics.ts'
import { openApp, type OpenedApp } from './window/open-app.ts'
import { returnToPage } from './window/return-to-page.ts'
import { untilQuiet } from './window/until-quiet.ts'
import { type MainWatch, watchMain } from './window/watch-main.ts'

const sizes = [{ megabytes: 10, rounds: 15 }, { megabytes: 100, rounds: 7 }] as const

/** P7: a large array from the return of user code, through the cache, to the page; and what it costs the main process. */
export const largeResult: Bench = {
  id: 'P7',
  run: async () => {
    const opened = await openApp('large-result')
    const folder = mkdtempSync(path.join(tmpdir(), 'simmer-bench-bare-'))
    try {
      const rows: BenchRow[] = []
      for (const size of sizes) rows.push(...await measure(opened, { ...size, file: path.join(folder, 'bare') }))
      return rows
    } finally {
      await opened[Symbol.asyncDispose]()
      rmSync(folder, { recursive: true, force: true })
    }
  },
}

interface Size { readonly megabytes: number; readonly rounds: number; readonly file: string }

async function measure({ app, page, imports }: OpenedApp, { megabytes, rounds, file }: Size): Promise<readonly BenchRow[]> {
  await page.fill('#size', String(megabytes))
  const watched: MainWatch[] = []
  const bytes = new Uint8Array(megabytes * 1_000_000).map((_, index) => index % 251)
  const { measured, baseline } = await interleaved(rounds, {
    measured: async () => {
      await untilQuiet(imports)
      let took = Number.NaN
      watched.push(await watchMain(app, async () => { took = await returnToPage(page) }))
      return took
    },
    baseline: async () => {
      await untilQuiet(imports)
      return bareWriteAndRead(file, bytes)
    },
  })
  const about = { id: 'P7', what: `result of ${megabytes} MB: returned → cached → on the page`, unit: 'ms', target: '≤ 3 × bare write, fsync, read' }
  return [
    row(about, { value: median(measured), baseline: median(baseline) }, (_value, ratio) => ratio <= 3),
    row({ ...about, what: `the same, most that the main process grew by`, unit: 'MB', target: '≤ 32 MB' }, { value: Math.max(...watched.slice(2).map(({ megabytes: more }) => more)) }, (value) => value <= 32),
    row({ ...about, what: 'the same, longest stall of the main process, median', unit: 'ms', target: '≤ 50 ms' }, { value: median(watched.slice(2).map(({ longestStall }) => longestStall)) }, (value) => value <= 50),
  ]
}

function bareWriteAndRead(file: string, bytes: Uint8Array): number {
  const began = performance.now()
  const fd = openSync(file, 'w')
  for (let written = 0; written < bytes.length;) written += writeSync(fd, bytes, written)
  fsyncSync(fd)
  closeSync(fd)
  const read = readFileSync(file)
  const took = performance.now() - began
  if (read.length !== bytes.length) throw new Error('The bare file is not whole')
  rmSync(file)
  return took
}
