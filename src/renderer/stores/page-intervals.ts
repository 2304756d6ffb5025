import { idKey, type ComponentId, type IdKey } from '../../shared/dependency.ts'
import { indexOf, type PageIndex } from '../../shared/page/page-index.ts'
import { planOf } from '../../shared/page/plan.ts'
import { propsOf } from '../../shared/page/props-of.ts'
import type { Overlay, PageState } from '../../shared/page/state.ts'

/** Milliseconds: what ticks faster keeps the page busy with nothing else. */
const shortest = 50
const usual = 1000

interface Ticking { readonly id: ComponentId; readonly key: IdKey; readonly ms: number; next: number; timer: ReturnType<typeof setTimeout> }

/**
 * The intervals of one page: they tick while the page is open in its window, shown or not. Ticks keep to their beat
 * instead of drifting; those that were missed are not made up for, and one whose light callbacks still work on the last
 * comes when they are ready, so that calls never pile up.
 */
export class PageIntervals {
  readonly #tick: (id: ComponentId, nIntervals: number) => void
  readonly #ticking = new Map<IdKey, Ticking>()
  #index: PageIndex | undefined
  #overlay: Overlay | undefined
  #ids: readonly ComponentId[] = []
  #state: PageState | undefined

  constructor(tick: (id: ComponentId, nIntervals: number) => void) { this.#tick = tick }

  /** The page is in this state now. */
  show(state: PageState): void {
    const index = indexOf(state)
    this.#state = state
    if (index === this.#index && state.overlay === this.#overlay) return
    if (index !== this.#index) this.#ids = [...index.byKey.values()].filter(({ component }) => component.component === 'interval').map(({ id }) => id)
    this.#index = index
    this.#overlay = state.overlay
    const wanted = new Map(this.#ids.map((id) => [idKey(id), id]))
    for (const [key, { timer }] of this.#ticking) if (!wanted.has(key)) { clearTimeout(timer); this.#ticking.delete(key) }
    for (const [key, id] of wanted) this.#adjust(key, id)
  }

  /** The page is closed. */
  endAll(): void {
    for (const { timer } of this.#ticking.values()) clearTimeout(timer)
    this.#ticking.clear()
    this.#index = undefined
    this.#ids = []
  }

  /** Starts, stops or keeps the timer of one interval, as its props say. */
  #adjust(key: IdKey, id: ComponentId): void {
    const ms = this.#beatOf(key)
    const ticking = this.#ticking.get(key)
    if (ticking?.ms === ms) return
    if (ticking !== undefined) { clearTimeout(ticking.timer); this.#ticking.delete(key) }
    if (ms === undefined) return
    const next = performance.now() + ms
    this.#ticking.set(key, { id, key, ms, next, timer: setTimeout(() => { this.#beat(key) }, ms) })
  }

  /** Milliseconds between ticks; undefined where there are none (any more). */
  #beatOf(key: IdKey): number | undefined {
    const { interval, maxIntervals, disabled } = this.#propsOf(key)
    if (disabled === true || (typeof maxIntervals === 'number' && maxIntervals >= 0 && this.#countOf(key) >= maxIntervals)) return undefined
    return typeof interval === 'number' && Number.isFinite(interval) ? Math.max(interval, shortest) : usual
  }

  #beat(key: IdKey): void {
    const ticking = this.#ticking.get(key)
    if (ticking === undefined) return
    const now = performance.now()
    while (ticking.next <= now) ticking.next += ticking.ms
    ticking.timer = setTimeout(() => { this.#beat(key) }, ticking.next - now)
    if (!this.#isAnswering(key)) this.#tick(ticking.id, this.#countOf(key) + 1)
  }

  #isAnswering(key: IdKey): boolean {
    const state = this.#state
    const present = this.#index?.byKey.get(key)
    if (state === undefined || present === undefined) return false
    const listening = planOf(state.descriptor).inputs.of(present, 'nIntervals').map(({ owner }) => owner.callback.id)
    return state.calls.some(({ kind, phase, callbackId }) => kind === 'light' && phase === 'asked' && listening.includes(callbackId))
  }

  #countOf(key: IdKey): number {
    const { nIntervals } = this.#propsOf(key)
    return typeof nIntervals === 'number' ? nIntervals : 0
  }

  #propsOf(key: IdKey): Readonly<Record<string, unknown>> {
    const component = this.#index?.byKey.get(key)?.component
    return component === undefined || this.#state === undefined ? {} : propsOf(this.#state, component)
  }
}
