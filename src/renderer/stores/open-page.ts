import { computed, type ComputedRef, shallowReactive, shallowRef, type ShallowRef } from 'vue'
import type { CallbackId, TaskId } from '../../shared/brand.ts'
import type { Change } from '../../shared/change.ts'
import type { Component, ComponentProps } from '../../shared/component.ts'
import type { CacheVerdict } from '../../shared/contract.ts'
import { type ComponentId, idKey, type IdKey } from '../../shared/dependency.ts'
import type { ErrorInfo } from '../../shared/errors.ts'
import type { LastEnd, OpenCall, PageState } from '../../shared/page/state.ts'

/*
 * OpenPage (from usePages().find(taskId)); refs and computed refs, so use `.value` in scripts:
 *   status: ShallowRef<PageStatus>       error: ShallowRef<ErrorInfo | null>     state: ShallowRef<PageState | null>
 *   layout: ComputedRef<Component | null>
 *   propsOf(component): ComponentProps   declared props under what callbacks and the user set; reading it in a
 *                                        render or computed re-runs that one when this component changes, and no other
 *   change(id, props)                    the user set props of a component: page.change('run', { nClicks: 1 })
 *   calls: ComputedRef<readonly OpenCall[]>   triggers not over yet: callbackId, instance, jobId, phase
 *   ends: ComputedRef<readonly LastEnd[]>     how the last call of each instance ended: error, handled, cached, jobId
 *   run(callbackId, { instance?, fresh? })    runs with the arguments as they are now (Retry, Run fresh)
 *   cancel(callbackId, instance?)             cancels this page's open jobs of a callback
 *   verdict(callbackId, instance?)            what the cache would answer now
 */

/** `opening`: asked for. `unready`: the script is broken, gone, or not trusted (the task's summary says which). `failed`: see `error`. */
export type PageStatus = 'opening' | 'ready' | 'unready' | 'failed'

/** One open task of this window. */
export class OpenPage {
  readonly taskId: TaskId
  readonly status: ShallowRef<PageStatus> = shallowRef('opening')
  readonly error: ShallowRef<ErrorInfo | null> = shallowRef(null)
  readonly state: ShallowRef<PageState | null> = shallowRef(null)
  readonly layout: ComputedRef<Component | null> = computed(() => this.state.value?.descriptor.layout ?? null)
  readonly calls: ComputedRef<readonly OpenCall[]> = computed(() => this.state.value?.calls ?? [])
  readonly ends: ComputedRef<readonly LastEnd[]> = computed(() => this.state.value?.ends ?? [])
  readonly #overlay = shallowReactive(new Map<IdKey, Readonly<Record<string, unknown>>>())

  constructor(taskId: TaskId) { this.taskId = taskId }

  propsOf(component: Component): ComponentProps {
    const { id } = component.props
    const set = id === undefined ? undefined : this.#overlay.get(idKey(id))
    return set === undefined ? component.props : { ...component.props, ...set }
  }

  change(id: ComponentId, props: Readonly<Record<string, unknown>>): void { void [id, props] }
  run(callbackId: CallbackId, how: { readonly instance?: string; readonly fresh?: boolean } = {}): void { void [callbackId, how] }
  cancel(callbackId: CallbackId, instance?: string): void { void [callbackId, instance] }
  verdict(callbackId: CallbackId, instance = ''): Promise<CacheVerdict> { void [callbackId, instance]; return Promise.resolve({ verdict: 'uncached' }) }
  open(): Promise<void> { return Promise.resolve() }
  close(): Promise<void> { return Promise.resolve() }
  apply(change: Change): void { void change }
}
