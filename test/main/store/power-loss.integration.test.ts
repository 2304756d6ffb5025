import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { openStore } from '../../../src/main/store/open-store.ts'
import { valueCodec } from '../../../src/main/store/value-codec.ts'
import { canTrace, spread, whyNotTraced } from '../../support/traced.ts'
import { fullSize, isFullSize } from '../../support/full-size.ts'
import { type CrashState, crashStates } from '../../support/power-loss/crash-states.ts'
import type { DiskOperation } from '../../support/power-loss/disk-operation.ts'
import { layDisk } from '../../support/power-loss/lay-disk.ts'
import { recordDisk } from '../../support/power-loss/record-disk.ts'
import { quickCheck } from './support/database-rows.ts'
import { jobNamed, makeRecord, succeededState } from './support/records.ts'
import { temporaryFolder } from './support/temporary-folder.ts'

const program = fileURLToPath(new URL('fixtures/completing-child.ts', import.meta.url))
const texts: Readonly<Record<string, string>> = {
  inline: 'inline '.repeat(10), large: 'large '.repeat(20_000), 'large again': 'again '.repeat(20_000), last: 'last '.repeat(10),
}

interface Recorded { readonly start: string; readonly operations: readonly DiskOperation[] }

/** A data folder with one result in it, and what completing five more does to the disk. */
function record(): Recorded {
  const start = join(temporaryFolder(), 'start')
  const store = openStore(start)
  const { job, run } = makeRecord('before')
  store.jobs.addJobs([makeRecord('before')])
  store.jobs.commitResult({ jobs: [{ ...job, state: succeededState }], runId: run.id, value: valueCodec.encode('before'), tookMs: 1 })
  store.close()
  const folder = join(temporaryFolder(), 'data')
  cpSync(start, folder, { recursive: true })
  return { start, operations: recordDisk(folder, [program, folder], join(temporaryFolder(), 'trace')) }
}

/** What is wrong with a data folder after a power cut; empty where all laws hold. */
function faultsOf(folder: string, told: readonly string[]): readonly string[] {
  const store = openStore(folder)
  try {
    const faults = store.notices.map(({ id }) => id)
    for (const name of ['before', ...Object.keys(texts), 'file']) {
      const snapshot = store.jobs.find(jobNamed(name))
      const succeeded = snapshot?.job.state.status === 'succeeded'
      if (!succeeded) {
        if (name === 'before' || told.includes(name)) faults.push(`${name} is lost`)
        continue
      }
      const result = snapshot.result
      const value = result?.kind === 'value' ? result.value : result?.kind === 'stored' ? decoded(store.values.read(result.stored.hash)) : undefined
      const expected = name === 'before' ? 'before' : texts[name]
      if (name === 'file' ? !hasReport(store, value) : value !== expected) faults.push(`${name} has another value`)
    }
    return faults
  } finally { store.close() }
}

function decoded(bytes: Uint8Array | undefined): unknown { return bytes === undefined ? undefined : valueCodec.decode(bytes) }

/** The file that a result names is there, whole. */
function hasReport(store: ReturnType<typeof openStore>, value: unknown): boolean {
  const hash = /[0-9a-f]{64}/u.exec(JSON.stringify(value))?.[0]
  const bytes = hash === undefined ? undefined : store.values.read(hash as Parameters<typeof store.values.read>[0])
  return bytes !== undefined && Buffer.from(bytes).toString() === 'the report of file'
}

function tryState({ start }: Recorded, { at, kept, told }: CrashState): readonly string[] {
  const folder = join(temporaryFolder(), 'data')
  layDisk(folder, start, kept)
  try {
    const faults = [...faultsOf(folder, told.split('\n').filter((name) => name !== ''))]
    if (quickCheck(join(folder, 'simmer.db')) !== 'ok') faults.push('quick_check')
    return faults.map((fault) => `cut after ${at}: ${fault}`)
  } finally { rmSync(folder, { recursive: true, force: true }) }
}

describe('a power cut', () => {
  it('R11: takes back nothing that was told, whatever the disk kept of what was not synced', { timeout: fullSize(240_000, 1_800_000) }, ({ skip }) => {
    if (!canTrace) { skip(whyNotTraced); return }
    const recorded = record()
    const all = crashStates(recorded.operations)
    expect(all.length).toBeGreaterThan(500)
    const states = isFullSize ? all : spread(all, 40)
    expect(states.flatMap((state) => tryState(recorded, state))).toEqual([])
    if (isFullSize) console.log(`R11: ${recorded.operations.length} operations, ${states.length} states of the disk, 0 faults`)
  })

  it('R11, negative control: without the syncs of the log, told results are seen to be lost', { timeout: 240_000 }, ({ skip }) => {
    if (!canTrace) { skip(whyNotTraced); return }
    const recorded = record()
    const unsynced = recorded.operations.filter(({ does, path }) => does !== 'sync' || !path.endsWith('simmer.db-wal'))
    const states = crashStates(unsynced).filter(({ told }) => told !== '')
    expect(spread(states, 20).flatMap((state) => tryState(recorded, state))).not.toEqual([])
  })
})
