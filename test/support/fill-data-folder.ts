import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type * as Hash from '../../src/main/store/content-hash.ts'
import type * as OpenStore from '../../src/main/store/open-store.ts'
import type * as Codec from '../../src/main/store/value-codec.ts'
import type { RunClose } from '../../src/main/engine/ports.ts'
import type { Environment, Machine } from '../../src/shared/history.ts'
import type { Job } from '../../src/shared/job.ts'
import type { StoredValue } from '../../src/shared/stored-value.ts'
import type * as Records from '../main/store/support/records.ts'

// Fills a data folder with jobs in every state, runs, values, pages, settings and cache entries, by the code below
// `root`: this project's as it stands, or that of an older commit. `npm run data-fixture` runs it.

const [root = '', folder = ''] = process.argv.slice(2)
const from = async (file: string): Promise<unknown> => import(pathToFileURL(join(root, file)).href)
const { openStore } = await from('src/main/store/open-store.ts') as typeof OpenStore
const { valueCodec } = await from('src/main/store/value-codec.ts') as typeof Codec
const { contentHash } = await from('src/main/store/content-hash.ts') as typeof Hash
const records = await from('test/main/store/support/records.ts') as typeof Records
const { makeEntry, makeOwner, makeRecord, otherOwnerId, ownerId, pageNamed, runNamed, runningState, succeededState, taskId } = records

const store = openStore(folder)
const { cache, jobs, settings, values } = store
const page = pageNamed('page-1')
const receipt = { ended: 3, left: 0, tookMs: 12 }
const close: RunClose = { receipt, usage: { peakMemory: 5e7, cpuTime: 120 }, at: 3100, beganAt: 2100, failedAttempts: [] }
const environment: Environment = { runtime: 'app', node: '24.0.0', electron: null, platform: 'linux x64', simmer: '0.1.0', sdk: 2, variables: ['REGION'] }
const machine: Machine = { host: 'box', cpu: 'some', cores: 2, memory: 4e9, system: 'Linux 6' }
const identity = { pid: 4_000_000, startTime: '77', bootId: 'an earlier boot', token: 'run-token' }

function add(name: string, job: Partial<Job> = {}): Job {
  const record = makeRecord(name, { job, args: [name, 7n, new Date(0)] })
  jobs.addJobs([record])
  return record.job
}

function succeed(name: string, value: StoredValue | null, more: { readonly cached?: { readonly computedAt: number; readonly tookMs: number } } = {}): void {
  const job = add(name)
  jobs.commitResult({ jobs: [{ ...job, state: succeededState }], runId: job.runId, value: value === null ? null : values.adopt(value), tookMs: 20, ...more })
  jobs.endRun(job.runId, close)
}

/** A file as a host leaves it for the store to take. */
function hostFile(content: string): { readonly hash: ReturnType<typeof contentHash>; readonly size: number; readonly file: string } {
  const file = join(folder, 'kept', 'report.txt')
  mkdirSync(join(folder, 'kept'), { recursive: true })
  writeFileSync(file, content)
  return { hash: contentHash(Buffer.from(content)), size: Buffer.byteLength(content), file }
}

jobs.addOwner(makeOwner())
jobs.addOwner({ ...makeOwner(otherOwnerId), kind: 'terminal' })
add('queued')
add('queued-high', { priority: 'high', pageId: page, instance: '[1]' })
add('queued-low', { priority: 'low', ownerId: otherOwnerId })
add('joined-1', { runId: runNamed('shared-run') })
add('joined-2', { runId: runNamed('shared-run') })
for (const [name, state] of [['running', runningState], ['canceling', { status: 'canceling', startedAt: 2000, by: 'user' }]] as const) {
  const job = add(name, { pageId: page })
  jobs.updateJobs([{ ...job, state }])
  jobs.setProcess(job.runId, identity, { attempt: 1, bundle: 'code.0123456789ab.mjs', environment, machine })
}
jobs.askCancel(records.jobNamed('running'), { by: 'terminal', force: false })
succeed('succeeded', valueCodec.encode({ answer: 42, when: new Date(0), big: 7n }))
succeed('no-update', null)
succeed('large', valueCodec.encode(new Uint8Array(100_001).fill(5)))
succeed('from-cache', valueCodec.encode('cached'), { cached: { computedAt: 500, tookMs: 9 } })
succeed('with-file', { ...valueCodec.encode({ report: 'a file' }), files: [hostFile('what the report says')] })
jobs.updateJobs([
  { ...add('failed'), state: { status: 'failed', startedAt: 2000, finishedAt: 3000, error: { code: 'CRASHED', message: 'It ended with exit code 3.', lastLines: ['one', 'two'] }, receipt } },
  { ...add('never-started'), state: { status: 'failed', startedAt: null, finishedAt: 3000, error: { code: 'DISK_FULL', message: 'The disk is full.' }, receipt: null } },
  { ...add('canceled'), state: { status: 'canceled', startedAt: 2000, finishedAt: 3000, by: 'replaced', receipt } },
])
jobs.appendLog(runNamed('run-of-succeeded'), [{ seq: 1, at: 2500, stream: 'stdout', text: 'hello\n' }, { seq: 2, at: 2600, stream: 'stderr', text: 'oh\n' }])
jobs.endRun(runNamed('run-of-succeeded'), close)
jobs.savePage({ pageId: page, taskId, savedAt: 4000, state: { props: { limit: 10 } } }, ownerId)
jobs.savePage({ pageId: pageNamed('page-2'), taskId, savedAt: 3000, state: { props: { limit: 20 } } }, ownerId)
jobs.releasePage(pageNamed('page-2'))
settings.write('folders', ['/home/somebody/tasks'])
settings.write('jobsAtOnce', 3)
cache.put(makeEntry('small', 'a cached text'))
cache.put(makeEntry('expires', [1, 2, 3], { expire: 1e11 }))
cache.put(makeEntry('large', new Uint8Array(100_001).fill(6)))
store.close()
rmSync(join(folder, 'kept'), { recursive: true, force: true })
