import { defineStore } from 'pinia'
import { getCurrentScope, onScopeDispose, type ShallowRef, shallowRef, triggerRef } from 'vue'
import type { JobId } from '../../shared/brand.ts'
import type { Change, LogChunk } from '../../shared/change.ts'
import { type ErrorInfo, toErrorInfo } from '../../shared/errors.ts'
import { api } from '../api.ts'

/*
 * useLogs()
 *   watch(jobId): LogView     the job's log from its first chunk, growing while it runs; let go with the component's scope
 * LogView: chunks: ShallowRef<readonly LogChunk[]>   cut: ShallowRef<boolean>   status: ShallowRef<'reading' | 'read' | 'failed'>   error
 */

/** A log as one window holds it. */
export interface LogView {
  /** By `seq`; the array grows in place and the ref tells. */
  readonly chunks: ShallowRef<readonly LogChunk[]>
  /** The oldest chunks were let go, to bound memory. */
  readonly cut: ShallowRef<boolean>
  readonly status: ShallowRef<'reading' | 'read' | 'failed'>
  readonly error: ShallowRef<ErrorInfo | null>
}

/** Characters kept of one log in this window. */
const memoryLimit = 8_000_000

interface HeldLog { readonly view: LogView; chunks: LogChunk[]; watchers: number; size: number }

/** The logs that someone in this window looks at; nobody's are not kept. */
export const useLogs = defineStore('logs', () => {
  const held = new Map<JobId, HeldLog>()

  function watch(jobId: JobId): LogView {
    const log = held.get(jobId) ?? begin(jobId)
    log.watchers += 1
    if (getCurrentScope() !== undefined) onScopeDispose(() => { release(jobId, log) })
    return log.view
  }

  function begin(jobId: JobId): HeldLog {
    const chunks: LogChunk[] = []
    const view: LogView = { chunks: shallowRef(chunks), cut: shallowRef(false), status: shallowRef('reading'), error: shallowRef(null) }
    const log: HeldLog = { view, chunks, watchers: 0, size: 0 }
    held.set(jobId, log)
    void replay(jobId, log)
    return log
  }

  async function replay(jobId: JobId, log: HeldLog): Promise<void> {
    try {
      add(log, await api.readLog(jobId))
      log.view.status.value = 'read'
    } catch (thrown) {
      log.view.error.value = toErrorInfo(thrown)
      log.view.status.value = 'failed'
    }
  }

  function release(jobId: JobId, log: HeldLog): void {
    log.watchers -= 1
    if (log.watchers > 0 || held.get(jobId) !== log) return
    held.delete(jobId)
    // Main goes on telling where it did not hear of it, which costs a little and harms nothing.
    void api.leaveLog(jobId).catch(() => undefined)
  }

  function apply(change: Change): void {
    if (change.change !== 'log') return
    for (const jobId of change.jobIds) {
      const log = held.get(jobId)
      if (log !== undefined) add(log, change.chunks)
    }
  }

  return { watch, apply }
})

/** Merges by `seq`: what came live while the log was read is in both, and may have come first. */
function add(log: HeldLog, chunks: readonly LogChunk[]): void {
  const [oldest, newest] = [log.chunks[0]?.seq ?? Infinity, log.chunks.at(-1)?.seq ?? -Infinity]
  const later = chunks.filter(({ seq }) => seq > newest)
  const earlier = log.view.cut.value ? [] : chunks.filter(({ seq }) => seq < oldest && seq <= newest)
  if (earlier.length > 0) log.chunks = [...earlier, ...log.chunks]
  for (const chunk of later) log.chunks.push(chunk)
  for (const { text } of [...earlier, ...later]) log.size += text.length
  cut(log)
  log.view.chunks.value = log.chunks
  triggerRef(log.view.chunks)
}

/** Lets the oldest chunks go; the newest stays, however large. */
function cut(log: HeldLog): void {
  let gone = 0
  while (log.size > memoryLimit && gone < log.chunks.length - 1) {
    log.size -= log.chunks[gone]?.text.length ?? 0
    gone += 1
  }
  if (gone === 0) return
  log.chunks.splice(0, gone)
  log.view.cut.value = true
}
