import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { ChangeBatch, Snapshot } from '../../shared/contract.ts'
import type { Change, Notice } from '../../shared/change.ts'
import type { About } from '../../shared/contract.ts'
import { type ErrorInfo, toErrorInfo } from '../../shared/errors.ts'
import { api } from '../api.ts'
import { useHistory } from './history.ts'
import { useJobs } from './jobs.ts'
import { useLogs } from './logs.ts'
import { usePages } from './pages.ts'
import { usePresets } from './presets.ts'
import { useQueue } from './queue.ts'
import { useTasks } from './tasks.ts'
import { useUsage } from './usage.ts'

/*
 * useConnection()
 *   status: 'connecting' | 'connected' | 'failed'   error: ErrorInfo | null   about: About | null
 *   notices: readonly Notice[]                      dismissNotice(id)
 *   start(): Promise<void>  (once, in main.ts; again after a failure)         stop()
 */

/** This window's line to main: subscribes first, then takes a snapshot, then applies what is newer. */
export const useConnection = defineStore('connection', () => {
  const tasks = useTasks(), jobs = useJobs(), history = useHistory(), logs = useLogs(), pages = usePages(), presets = usePresets(), queue = useQueue(), usage = useUsage()
  const status = shallowRef<'connecting' | 'connected' | 'failed'>('connecting')
  const error = shallowRef<ErrorInfo | null>(null)
  const about = shallowRef<About | null>(null)
  const told = shallowRef<readonly Notice[]>([])
  const notices = computed(() => [...told.value, ...pages.notices])
  let unsubscribe: (() => void) | undefined
  let early: ChangeBatch[] | null = []
  let revision = 0

  async function start(): Promise<void> {
    unsubscribe ??= api.onChanged(receive)
    await refresh()
  }

  async function refresh(): Promise<void> {
    early ??= []
    try {
      load(await api.snapshot())
      status.value = 'connected'
      error.value = null
    } catch (thrown) {
      status.value = 'failed'
      error.value = toErrorInfo(thrown)
    }
  }

  function load(snapshot: Snapshot): void {
    revision = snapshot.revision
    about.value = snapshot.about
    told.value = snapshot.notices
    tasks.load(snapshot)
    jobs.load(snapshot)
    queue.load(snapshot)
    usage.clear()
    const batches = early ?? []
    early = null
    for (const batch of batches) receive(batch)
    // The first snapshot finds no page; a later one means that news were missed.
    void pages.resync()
  }

  function receive(batch: ChangeBatch): void {
    if (early !== null) { early.push(batch); return }
    if (batch.revision <= revision) return
    if (batch.revision > revision + 1) { early = [batch]; void refresh(); return }
    revision = batch.revision
    for (const change of batch.changes) apply(change)
  }

  function apply(change: Change): void {
    if (change.change === 'notice') told.value = [...told.value.filter(({ id }) => id !== change.notice.id), change.notice]
    tasks.apply(change)
    jobs.apply(change)
    history.apply(change)
    queue.apply(change)
    logs.apply(change)
    pages.apply(change)
    presets.apply(change)
    usage.apply(change)
  }

  function stop(): void { unsubscribe?.(); unsubscribe = undefined; early = [] }

  function dismissNotice(id: string): void {
    told.value = told.value.filter((notice) => notice.id !== id)
    pages.notices = pages.notices.filter((notice) => notice.id !== id)
  }

  return { status, error, about, notices, start, stop, dismissNotice }
})
