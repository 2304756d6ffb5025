import { brandAs, type ContentHash } from '../../src/shared/brand.ts'
import { idKey, type IdPattern } from '../../src/shared/dependency.ts'
import type { PageEvent } from '../../src/shared/page/events.ts'
import { reducePage } from '../../src/shared/page/reduce-page.ts'
import type { PageState } from '../../src/shared/page/state.ts'
import { callback, jobOf, jobStates } from '../../test/shared/page/support/page-rig.ts'
import { delivery } from './big-page.ts'
import type { BusyPage } from './busy-page.ts'

/** One kind of event on a busy page: the page as it then is, and what happens to it. */
export interface EventKind { readonly kind: string; readonly state: PageState; readonly event: PageEvent }

const inserted = 20

/** Every kind of event that an open page gets, on this page; those that begin a page are measured as its load. */
export function eventKinds({ rig, state, running, asked, light }: BusyPage): readonly EventKind[] {
  const [first] = running
  if (first === undefined) throw new Error('A busy page has jobs')
  const { unit, jobId } = first
  const changed = (id: IdPattern, prop: string): PageEvent => ({ event: 'changed', changes: [{ id: idKey(id), prop, value: 'new' }] })
  const result = { kind: 'value', value: 'result' } as const
  const stored = { kind: 'stored', stored: { hash: brandAs<ContentHash>('hash'), size: 1 } } as const
  const job = rig.jobWith(jobId, jobStates.succeeded)
  const filled = reducePage(state, lightAnswer(light.token, delivery(inserted)))[0]
  const reading = reducePage(state, { event: 'job', job, result: stored })[0]
  return [
    { kind: 'changed, nothing listens', state, event: changed('more-5', 'title') },
    { kind: 'changed, a job is triggered', state, event: changed('run-3', 'nClicks') },
    { kind: 'changed, one of the rows', state, event: changed({ kind: 'row-8', n: 2 }, 'value') },
    { kind: 'changed, a cancel input', state, event: changed(`cancel-${unit}`, 'nClicks') },
    { kind: 'replied: queued', state, event: { event: 'replied', token: asked.token, reply: { ok: true, value: { reply: 'queued', job: jobOf('queued', asked.call, jobStates.queued), replaced: [] } } } },
    { kind: 'replied: cached', state, event: { event: 'replied', token: asked.token, reply: { ok: true, value: { reply: 'cached', job: jobOf('hit', asked.call, jobStates.succeeded), result, cached: { computedAt: 1, tookMs: 1 } } } } },
    { kind: 'slow', state, event: { event: 'slow', token: asked.token } },
    { kind: 'progress', state, event: { event: 'progress', jobIds: [jobId], progress: { seq: 2, value: [0.2, 1] } } },
    { kind: 'props', state, event: { event: 'props', jobIds: [jobId], props: { seq: 1, value: [{ id: idKey('out-5'), props: { title: 'a' } }, { id: idKey('out-6'), props: { title: 'b' } }] } } },
    { kind: 'job succeeded', state, event: { event: 'job', job, result } },
    { kind: 'job failed', state, event: { event: 'job', job: { ...job, state: jobStates.failed({ code: 'TASK_THREW', message: 'no' }) } } },
    { kind: 'job canceling', state, event: { event: 'job', job: { ...job, state: jobStates.canceling() } } },
    { kind: 'valueRead', state: reading, event: { event: 'valueRead', jobId, value: { ok: true, value: 'large' } } },
    { kind: 'light reply', state, event: lightAnswer(light.token, 'text') },
    { kind: `light reply inserts ${inserted * 2} components`, state, event: lightAnswer(light.token, delivery(inserted)) },
    { kind: `children replaced by ${inserted * 2 + 2} components`, state: filled, event: { event: 'changed', changes: [{ id: idKey('box'), prop: 'children', value: delivery(inserted + 1) }] } },
    { kind: 'retry', state, event: { event: 'retry', callbackId: callback('chain 5'), instance: '', fresh: true } },
    { kind: 'cancel', state, event: { event: 'cancel', callbackId: callback(`job ${unit}`), instance: null } },
  ]
}

function lightAnswer(token: number, value: unknown): PageEvent {
  return { event: 'lightReplied', token, reply: { ok: true, value: { reply: 'value', value } } }
}
