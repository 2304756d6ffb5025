import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { useConnection } from '../../../src/renderer/stores/connection.ts'
import { useJobs } from '../../../src/renderer/stores/jobs.ts'
import { useTasks } from '../../../src/renderer/stores/tasks.ts'
import type { Snapshot } from '../../../src/shared/contract.ts'
import { AppError } from '../../../src/shared/errors.ts'
import { arrivals, jobWith, MemoryBridge, openWindow, snapshotOf, summaryOf } from '../support/memory-bridge.ts'

const running = { status: 'running', startedAt: 1 } as const
let main: MemoryBridge
beforeEach(() => { main = new MemoryBridge(); openWindow(main); setActivePinia(createPinia()) })
afterEach(() => { vi.unstubAllGlobals() })

describe('the connection', () => {
  it('subscribes before it takes its snapshot, so that nothing falls between', async () => {
    let listening = 0
    main.answers.snapshot = () => { listening = main.listeners; return empty(0) }
    await useConnection().start()
    expect(listening).toBe(1)
    expect(useConnection().status).toBe('connected')
  })

  it('applies what came while the snapshot was on its way, if it is newer', async () => {
    main.answers.snapshot = () => {
      main.tellAt(4, { change: 'task', task: summaryOf('old.ts', { title: 'older than the snapshot' }) })
      main.tellAt(5, { change: 'task', task: summaryOf('new.ts') })
      return { ...empty(4), tasks: [summaryOf('old.ts', { title: 'in the snapshot' })] }
    }
    await useConnection().start()
    expect(useTasks().list.map(({ title }) => title)).toEqual(['new.ts', 'in the snapshot'])
  })

  it('takes a new snapshot where it missed a batch', async () => {
    await useConnection().start()
    main.answers.snapshot = () => ({ ...empty(7), jobs: [snapshotOf(jobWith('missed', running))] })
    main.tellAt(7, { change: 'task', task: summaryOf('a.ts') })
    await arrivals()
    expect(useJobs().running.map(({ id }) => id)).toEqual(['missed'])
    main.tell({ change: 'task', task: summaryOf('b.ts') })
    expect(useTasks().list.map(({ path }) => path)).toEqual(['b.ts'])
    expect(main.of('snapshot')).toHaveLength(2)
  })

  it('says why it failed, and starts again', async () => {
    main.answers.snapshot = () => { throw new AppError('DATABASE', 'The database is from a newer version', { hint: 'Install the newer version.' }) }
    const connection = useConnection()
    await connection.start()
    expect([connection.status, connection.error]).toMatchObject(['failed', { code: 'DATABASE', hint: 'Install the newer version.' }])
    main.answers.snapshot = () => empty(0)
    await connection.start()
    expect([connection.status, connection.error, main.listeners]).toEqual(['connected', null, 1])
  })

  it('keeps notices until they are dismissed', async () => {
    const connection = useConnection()
    await connection.start()
    const notice = { id: 'disk', level: 'warning', title: 'Disk full', text: 'x' } as const
    main.tell({ change: 'notice', notice }, { change: 'notice', notice: { ...notice, text: 'y' } })
    expect(connection.notices.map(({ text }) => text)).toEqual(['y'])
    connection.dismissNotice('disk')
    expect(connection.notices).toEqual([])
  })

  it('listens no more when it is stopped', async () => {
    const connection = useConnection()
    await connection.start()
    connection.stop()
    expect(main.listeners).toBe(0)
  })
})

function empty(revision: number): Snapshot {
  return { revision, folders: [], tasks: [], jobs: [], queued: [], queue: { mode: 'open', limit: 3 }, notices: [], about: { version: '0', electron: '0', node: '0', platform: 'test', jobLimit: 3, storage: '/data' } }
}
