import { execFile } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'

const child = join(import.meta.dirname, 'print-peak-memory.ts')
let folder = ''
beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'simmer-memory-')) })
afterAll(() => { rmSync(folder, { recursive: true }) })

/** A table that is hard to profile in little memory: values that are all different, and some to be kept from each part of the file. */
function writeTable(megabytes: number): { readonly path: string; readonly rows: number } {
  const path = join(folder, `${megabytes}.csv`)
  const file = openSync(path, 'w')
  let rows = 0
  for (let written = writeSync(file, 'id,batch,comment\n'); written < megabytes * 1_000_000;) {
    const lines = Array.from({ length: 1000 }, () => {
      rows += 1
      return `${rows},the batch number ${Math.ceil(rows / 200)},"comment ${rows}, with ""quotes"" and some words more"\n`
    })
    written += writeSync(file, lines.join(''))
  }
  closeSync(file)
  return { path, rows }
}

async function peakOf(path: string): Promise<{ readonly rows: number; readonly peak: number }> {
  // A small nursery, so that the peak shows what is kept and not how rarely the collector came by.
  const { stdout } = await promisify(execFile)(process.execPath, ['--max-semi-space-size=4', child, path])
  return JSON.parse(stdout) as { rows: number; peak: number }
}

it('profiles 50 MB in hardly more memory than 5 MB', async () => {
  const small = writeTable(5)
  const large = writeTable(50)
  const smallPeak = await peakOf(small.path)
  const largePeak = await peakOf(large.path)
  expect(smallPeak.rows).toBe(small.rows)
  expect(largePeak.rows).toBe(large.rows)
  expect(largePeak.peak - smallPeak.peak).toBeLessThan(50)
}, 120_000)
