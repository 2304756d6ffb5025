import { brandAs, type CodeHash } from '../../src/shared/brand.ts'
import { createPage } from '../../src/shared/page/create-page.ts'
import { reducePage } from '../../src/shared/page/reduce-page.ts'
import { pageFromSaved, savedPage } from '../../src/shared/page/saved-page.ts'
import { findCircle } from '../../src/shared/registration/find-circle.ts'
import { jobStates, pageId, taskId } from '../../test/shared/page/support/page-rig.ts'
import { bigPage } from './big-page.ts'
import { busyPage } from './busy-page.ts'

const codeHash = brandAs<CodeHash>('code')

/** ms of what begins a page, each once; `walk` is one JSON walk of its layout and callbacks. */
export interface LoadSamples {
  readonly created: number
  readonly walk: number
  readonly described: number
  readonly restored: number
  readonly circles: number
}

/** Measures the load of a page of so many callbacks as a window gets it: nothing is known of the descriptor. */
export function measureLoad(callbacks: number): LoadSamples {
  const descriptor = structuredClone(bigPage(callbacks))
  const created = ms(() => reducePage(createPage({ pageId, taskId, codeHash, descriptor }), { event: 'created' }))
  const walk = ms(() => JSON.stringify([descriptor.layout, descriptor.callbacks]))
  const circles = ms(() => findCircle(descriptor.callbacks, descriptor.layout))
  const { rig, state, running } = busyPage(callbacks)
  const jobs = running.map((one) => rig.snapshot(one.jobId, jobStates.running, { progress: { seq: 3, value: [0.3, 1] } }))
  const [saved, again, changed] = [structuredClone(savedPage(state, 1)), structuredClone(state.descriptor), structuredClone(state.descriptor)]
  const restored = ms(() => {
    const page = pageFromSaved(saved, { descriptor: again, codeHash: state.codeHash })
    if (page === undefined) throw new Error('A saved page was not taken over')
    return reducePage(page, { event: 'restored', jobs })
  })
  const described = ms(() => reducePage(state, { event: 'described', descriptor: changed, codeHash: brandAs<CodeHash>('other code') }))
  return { created, walk, described, restored, circles }
}

function ms(act: () => unknown): number {
  const began = performance.now()
  act()
  return performance.now() - began
}
