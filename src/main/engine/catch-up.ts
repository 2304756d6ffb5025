import type { JobId } from '../../shared/brand.ts'
import type { LiveRun } from './live-run.ts'
import type { Broadcaster } from './ports.ts'

/** What the run has shown so far, for a job that comes late (H9, F6); a page that has seen it needs it no second time. */
export function catchUp(broadcaster: Broadcaster, live: LiveRun, { jobId, ...lacks }: { readonly jobId: JobId; readonly progress: boolean; readonly props: boolean }): void {
  if (lacks.progress && live.progress !== null) broadcaster.send({ change: 'progress', jobIds: [jobId], progress: live.progress })
  if (lacks.props && live.props.size > 0) broadcaster.send({ change: 'props', jobIds: [jobId], props: { seq: live.propsSeq, value: [...live.props.values()] } })
}
