import type { JobId } from '../../src/shared/brand.ts'
import type { PageState } from '../../src/shared/page/state.ts'
import type { Asked } from '../../test/shared/page/support/page-rig.ts'
import { jobStates, PageRig } from '../../test/shared/page/support/page-rig.ts'
import { bigPage } from './big-page.ts'

/** A big page at work: initial calls answered, every tenth job running with progress, one trigger and one light call unanswered. */
export interface BusyPage {
  readonly rig: PageRig
  /** As it is before each measured event. */
  readonly state: PageState
  readonly running: readonly { readonly unit: number; readonly jobId: JobId; readonly asked: Asked }[]
  readonly asked: Asked
  readonly light: Asked
}

export function busyPage(callbacks: number): BusyPage {
  const rig = PageRig.created(bigPage(callbacks))
  for (let at = 0; at < rig.asked.length; at += 1) {
    const asked = rig.at(at)
    if (asked.kind === 'light') rig.answer(asked, lightResult(asked.call.callbackId))
    else rig.succeed(rig.start(asked), `initial ${at}`)
  }
  const running = Array.from({ length: Math.floor(callbacks / 20) }, (_, tenth) => {
    const unit = tenth * 20
    rig.change(`run-${unit}`, 'nClicks', 1)
    const asked = rig.last
    const jobId = rig.start(asked)
    rig.progress(jobId, 1, [0.1, 1])
    rig.job(jobId, jobStates.running)
    return { unit, jobId, asked }
  })
  rig.change('run-2', 'nClicks', 1)
  const asked = rig.last
  rig.change('show', 'nClicks', 1)
  return { rig, state: rig.state, running, asked, light: rig.last }
}

function lightResult(callbackId: string): unknown {
  return callbackId.startsWith('chain') ? ['a', 'b'] : callbackId
}
