import type { RunRecord } from '../../../../shared/history.ts'
import { clockTime } from '../../../words/clock-time.ts'
import { duration } from '../../../words/duration.ts'
import { sizeWords } from '../../../../shared/size-words.ts'

type Fact = readonly [string, string]

/** What is known of how a run came about, by name, without what nobody knows of it. `now` is in ms. */
export function provenanceFacts({ row, codeHash, environment, machine, times, usage, attempts }: RunRecord, now: number): readonly Fact[] {
  const { queued, started, began, returned, ended } = times
  const at = (time: number | null): string => (time === null ? '' : clockTime(time, now))
  const between = (from: number | null, to: number | null): string => (from === null || to === null || to < from ? '' : duration(to - from))
  const facts: readonly Fact[] = [
    ['From cache', row.cached === null ? '' : `computed ${at(row.cached.computedAt)}, took ${duration(row.cached.tookMs)}`],
    ['Queued', at(queued)],
    ['Waited', between(queued, started)],
    ['Started', row.cached === null ? at(started) : ''],
    ['Preparing took', between(started, began)],
    ['Its code took', between(began, returned)],
    ['Processes gone', at(ended)],
    ['Peak memory', usage === null ? '' : sizeWords(usage.peakMemory)],
    ['CPU time', usage === null ? '' : duration(usage.cpuTime)],
    ['Attempts', attempts > 1 ? String(attempts) : ''],
    ['Code', codeHash === null ? '' : codeHash.slice(0, 12)],
    ['Runtime', environment === null ? '' : environment.electron === null ? `Node ${environment.node}` : `Electron ${environment.electron}, Node ${environment.node}`],
    ['System', environment === null ? '' : [environment.platform, machine?.system].filter((part) => part !== undefined).join(', ')],
    ['Simmer', environment === null ? '' : `${environment.simmer}, scripts' library ${environment.sdk}`],
    ['Environment variables', environment?.variables.join(', ') ?? ''],
    ['Machine', machine === null ? '' : `${machine.host}: ${machine.cores} × ${machine.cpu}, ${sizeWords(machine.memory)}`],
    ['Run', row.job.runId],
  ]
  return facts.filter(([, text]) => text !== '')
}
