import { spawnSync } from 'node:child_process'
import { chmodSync, chownSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { DatabaseCare } from '../../../src/main/store/database-care.ts'
import { openStore, type Store } from '../../../src/main/store/open-store.ts'
import { valueCodec } from '../../../src/main/store/value-codec.ts'
import { canTrace } from '../../support/traced.ts'
import { FakeClock } from './support/fake-clock.ts'
import { openTestStore } from './support/open-test-store.ts'
import { jobNamed, makeRecord, ownerId, succeededState } from './support/records.ts'
import { temporaryFolder } from './support/temporary-folder.ts'

function finish(store: Store, name: string): void {
  const record = makeRecord(name)
  store.jobs.addJobs([record])
  store.jobs.commitResult({ jobs: [{ ...record.job, state: succeededState }], runId: record.run.id, value: valueCodec.encode(name), tookMs: 1 })
}

const moved: unknown = expect.objectContaining({ code: 'DATABASE', message: expect.stringContaining('moved, removed or replaced') as unknown, hint: expect.stringContaining('Put it back') as unknown })

describe('a data folder', () => {
  it('that goes while it is used is said at the next write, which is not told as kept; put back, it works again', () => {
    const folder = join(temporaryFolder(), 'data')
    const store = openTestStore(folder)
    finish(store, 'before')
    renameSync(folder, `${folder}-elsewhere`)
    expect(() => { finish(store, 'lost') }).toThrow(moved)
    rmSync(folder, { recursive: true, force: true })
    renameSync(`${folder}-elsewhere`, folder)
    finish(store, 'after')
    store.close()
    const again = openTestStore(folder)
    expect(['before', 'lost', 'after'].map((name) => again.jobs.find(jobNamed(name))?.job.state.status)).toEqual(['succeeded', undefined, 'succeeded'])
  })

  it('may have spaces, letters of any script and signs in its path, for backups too', async () => {
    const folder = join(temporaryFolder(), 'мої дані 日本 %20 #1? \'"')
    const store = openTestStore(folder)
    finish(store, 'kept')
    const clock = new FakeClock(Date.now())
    const told: unknown[] = []
    const care = new DatabaseCare({ ...store.historyFile, clock, unchecked: true, worker: new URL('../../../src/main/store/database-worker.ts', import.meta.url), tell: (notice) => { told.push(notice) } })
    onTestFinished(() => care[Symbol.asyncDispose]())
    clock.advance(60_000)
    await care.idle()
    expect(told).toEqual([])
    store.close()
    expect(openTestStore(folder).jobs.find(jobNamed('kept'))).toBeDefined()
  })

  it('with too long a path is refused in words before anything is made', () => {
    const folder = join(temporaryFolder(), ...Array.from({ length: 5 }, () => 'x'.repeat(100)))
    expect(() => openStore(folder)).toThrow(expect.objectContaining({ code: 'DATABASE', message: expect.stringContaining('too long') as unknown, hint: expect.stringContaining('SIMMER_DATA') as unknown }))
  })

  it.runIf(canTrace)('that may only be read is refused in words, with not a byte changed', () => {
    const folder = temporaryFolder()
    openTestStore(folder).close()
    // As an ordinary user, whom root's rights do not help.
    const uid = process.getuid?.() === 0 ? 65_534 : undefined
    if (uid !== undefined) chownSync(folder, uid, uid)
    chmodSync(folder, 0o500)
    onTestFinished(() => { chmodSync(folder, 0o700) })
    // Root's rights go once all is loaded: an ordinary user may not even see the folder of the tests.
    const code = `
      const { openStore } = await import(${JSON.stringify(new URL('../../../src/main/store/open-store.ts', import.meta.url).href)})
      openStore(${JSON.stringify(temporaryFolder())}).close()
      const uid = ${JSON.stringify(uid ?? null)}
      if (uid !== null) { process.setgroups([]); process.setgid(uid); process.setuid(uid) }
      try { openStore(${JSON.stringify(folder)}) } catch ({ code, message, hint }) { console.log(JSON.stringify({ code, message, hint })) }`
    const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', code], { encoding: 'utf8' })
    expect(stderr).toBe('')
    expect(JSON.parse(stdout)).toMatchObject({ code: 'DATABASE', hint: expect.stringMatching(/writ/u) as unknown })
  })

  it('keeps the queue\'s order where the clock is set back between two starts', () => {
    const folder = temporaryFolder()
    const first = openTestStore(folder)
    first.jobs.addJobs([makeRecord('older', { job: { createdAt: 5_000_000 } })])
    first.close()
    const second = openTestStore(folder)
    second.jobs.addJobs([makeRecord('newer', { job: { createdAt: 1_000 } })])
    expect(second.jobs.unfinished(ownerId).map(({ job }) => job.id)).toEqual(['older', 'newer'])
  })
})
