import { describe, expect, it } from 'vitest'
import { openStore, type Store } from '../../../src/main/store/open-store.ts'
import { valueCodec } from '../../../src/main/store/value-codec.ts'
import { AppError } from '../../../src/shared/errors.ts'
import { inlineLimit } from '../../../src/shared/stored-value.ts'
import { FakeClock } from './support/fake-clock.ts'
import { openTestStore } from './support/open-test-store.ts'
import { decodedValue, jobNamed, keyNamed, makeEntry, makeRecord, runNamed, succeededState } from './support/records.ts'
import { fillDisk, smallDisk } from './support/small-disk.ts'

const why = 'needs a small disk of its own: Linux, and a user who may mount tmpfs'
const diskBytes = 8 * 1024 * 1024

function commitUntilFull(store: Store): { readonly committed: readonly string[]; readonly thrown: unknown } {
  const committed: string[] = []
  for (let count = 0; count < 1000; count++) {
    const name = `job-${count}`
    try {
      const record = makeRecord(name, { args: ['x'.repeat(50_000), count] })
      store.jobs.addJobs([record])
      store.jobs.commitResult({ jobs: [{ ...record.job, state: succeededState }], runId: record.run.id, value: valueCodec.encode(name), tookMs: 1 })
      committed.push(name)
    } catch (thrown) { return { committed, thrown } }
  }
  return { committed, thrown: undefined }
}

const diskFull: unknown = expect.objectContaining({ code: 'DISK_FULL', hint: expect.stringContaining('Free some space') as unknown })

describe('a full disk', () => {
  it('is said in words by a commit, loses nothing that was committed, and is over when there is space again', ({ skip }) => {
    const disk = smallDisk(diskBytes)
    if (disk === undefined) return skip(why)
    const store = openTestStore(disk, { clock: new FakeClock() })
    const makeRoom = fillDisk(disk)
    const { committed, thrown } = commitUntilFull(store)
    expect(thrown).toBeInstanceOf(AppError)
    expect(thrown).toEqual(diskFull)
    expect(committed.filter((name) => store.jobs.find(jobNamed(name))?.job.state.status !== 'succeeded')).toEqual([])
    makeRoom()
    store.jobs.addJobs([makeRecord('after')])
    store.close()
    const again = openTestStore(disk)
    expect(again.notices).toEqual([])
    expect(again.jobs.find(jobNamed('after'))).toBeDefined()
    expect(committed.filter((name) => again.jobs.find(jobNamed(name))?.job.state.status !== 'succeeded')).toEqual([])
  })

  it('costs a large result its place, and leaves no half of it', ({ skip }) => {
    const disk = smallDisk(diskBytes)
    if (disk === undefined) return skip(why)
    const store = openTestStore(disk)
    const makeRoom = fillDisk(disk)
    const value = valueCodec.encode(new Uint8Array(inlineLimit * 5).fill(1))
    expect(() => store.values.adopt(value)).toThrow(diskFull)
    expect(store.values.read(value.hash)).toBeUndefined()
    makeRoom()
    store.values.adopt(value)
    expect(store.values.read(value.hash)).toEqual(value.bytes)
  })

  it('costs the cache new entries alone, and log lines are counted that could not be written', ({ skip }) => {
    const disk = smallDisk(diskBytes)
    if (disk === undefined) return skip(why)
    const clock = new FakeClock()
    const store = openTestStore(disk, { clock })
    store.cache.put(makeEntry('before', 1))
    const makeRoom = fillDisk(disk)
    expect(() => { for (let count = 0; count < 1000; count++) store.cache.put(makeEntry(`entry-${count}`, 'x'.repeat(50_000))) }).toThrow(diskFull)
    expect(decodedValue(store.cache.get(keyNamed('before'), 1))).toBe(1)
    const runId = runNamed('run-1')
    store.jobs.appendLog(runId, [{ seq: 1, at: 1, stream: 'stdout', text: 'lost'.repeat(5000) }])
    clock.advance(100)
    makeRoom()
    store.jobs.appendLog(runId, [{ seq: 2, at: 2, stream: 'stdout', text: 'kept' }])
    expect(store.jobs.readLog(runId).map(({ text }) => text)).toEqual([expect.stringContaining('20000 characters'), 'kept'])
  })

  it.for(['for the first time', 'again'])('is said in words when the folder is opened %s', (when, { skip }) => {
    const disk = smallDisk(diskBytes)
    if (disk === undefined) return skip(why)
    if (when === 'again') openTestStore(disk).close()
    const makeRoom = fillDisk(disk)
    expect(() => openStore(disk)).toThrow(diskFull)
    makeRoom()
    expect(openTestStore(disk).notices).toEqual([])
  })
})
