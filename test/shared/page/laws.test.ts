import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { idKey, type IdKey } from '../../../src/shared/dependency.ts'
import { readProp } from '../../../src/shared/page/turn.ts'
import { indexOf } from '../../../src/shared/page/page-index.ts'
import { planOf } from '../../../src/shared/page/plan.ts'
import { resolveSlot } from '../../../src/shared/page/resolve.ts'
import type { PageState } from '../../../src/shared/page/state.ts'
import type { TaskDescriptor } from '../../../src/shared/task.ts'
import { ModelEngine } from './support/model-engine.ts'
import { type Asked, PageRig } from './support/page-rig.ts'
import { plainIds, randomTasks, rowIds } from './support/random-task.ts'

type Move = { readonly move: 'change'; readonly at: number; readonly prop: 'value' | 'stop' } | { readonly move: 'step'; readonly at: number } | { readonly move: 'slow' | 'reload' }
const moves: fc.Arbitrary<readonly Move[]> = fc.array(fc.oneof(
  { weight: 5, arbitrary: fc.record({ move: fc.constant('change' as const), at: fc.nat(8), prop: fc.constantFrom('value' as const, 'value' as const, 'stop' as const) }) },
  { weight: 12, arbitrary: fc.record({ move: fc.constant('step' as const), at: fc.nat(1_000) }) },
  { weight: 1, arbitrary: fc.constant({ move: 'slow' as const }) },
  { weight: 1, arbitrary: fc.constant({ move: 'reload' as const }) },
), { maxLength: 60 })

/** Plays moves, then lets everything end; `watch` sees the page after each. */
function play(descriptor: TaskDescriptor, played: readonly Move[], watch: (engine: ModelEngine, before: PageState) => void = () => undefined): ModelEngine {
  const engine = new ModelEngine(PageRig.created(descriptor))
  let count = 0
  for (const move of played) {
    const before = engine.rig.state
    switch (move.move) {
      case 'change': {
        const id = [...plainIds, ...rowIds][move.at] ?? 'c0'
        engine.rig.change(id, move.prop, `change ${count++}`)
        engine.settle()
        break
      }
      case 'step': { const choices = engine.choices(); choices[move.at % Math.max(1, choices.length)]?.(); break }
      case 'slow': engine.slow(); break
      case 'reload': engine.reload()
    }
    watch(engine, before)
  }
  // Progress for ever would be a choice too: the first choice of each is an answer or an end.
  for (let left = 5_000; !engine.isIdle; left -= 1) {
    if (left === 0) throw new Error('The page never comes to rest')
    const before = engine.rig.state
    engine.choices()[0]?.()
    watch(engine, before)
  }
  return engine
}
const read = (state: PageState, id: IdKey, prop: string): unknown => readProp({ now: state, index: indexOf(state) }, id, prop)
const check = (property: (descriptor: TaskDescriptor, played: readonly Move[]) => void): void => {
  fc.assert(fc.property(randomTasks, moves, property), { numRuns: 300 })
}

describe('whatever happens, in any order', () => {
  it('D1, D2: every running target is off when nothing runs', () => {
    check((descriptor, played) => {
      const { rig: { state } } = play(descriptor, played)
      expect(state.calls).toEqual([])
      for (const id of [...plainIds, ...rowIds]) expect(read(state, idKey(id), 'busy')).toBe(false)
    })
  })

  it('D5: progress props are at their default when nothing runs, save those that an output set', () => {
    check((descriptor, played) => {
      const { rig: { state } } = play(descriptor, played)
      for (const plan of planOf(descriptor).ordered) {
        for (const [at, target] of plan.progress.entries()) {
          const key = idKey(target.id)
          const writers = planOf(descriptor).ordered.filter((other) => other.progress.some(({ id, prop }) => idKey(id) === key && prop === target.prop)).length
          // Two callbacks with different defaults for one prop: either is right.
          if (typeof target.id !== 'string' || writers > 1) continue
          const kept = state.kept.get(key)
          const shown = read(state, key, target.prop)
          const isOutput = planOf(descriptor).ordered.some((other) => other.outputs.some(({ id, prop }) => idKey(id) === key && prop === target.prop))
          if (isOutput && kept !== undefined) expect(typeof shown).toBe('number')
          else expect(shown).toBe(plan.rests[at])
        }
      }
    })
  })

  it('C5: each trigger is answered exactly once, and nothing waits for ever', () => {
    check((descriptor, played) => {
      const asked = new Set<Asked>()
      const engine = play(descriptor, played, ({ rig }) => { for (const one of rig.asked) asked.add(one) })
      for (const one of asked) expect(engine.answers.get(one)).toBe(1)
      expect(engine.rig.state.held).toEqual([])
    })
  })

  it('C5: the newest trigger has the newest arguments, and under replace no older result follows a newer one', () => {
    check((descriptor, played) => {
      const plan = planOf(descriptor)
      const last = new Map<string, Asked>()
      const shown = new Map<string, number>()
      const engine = play(descriptor, played, ({ rig }) => {
        for (const asked of rig.asked) last.set(`${asked.call.callbackId} ${asked.call.instance}`, asked)
        for (const { callback, outputs } of plan.ordered) {
          if (callback.kind === 'long' && callback.whenRunning !== 'replace') continue
          for (const { id, prop } of outputs) {
            const key = idKey(id)
            const writers = plan.ordered.filter((other) => [...other.outputs, ...other.progress].some((target) => idKey(target.id) === key && target.prop === prop))
            const value = read(rig.state, key, prop)
            if (typeof id !== 'string' || writers.length > 1 || typeof value !== 'number') continue
            expect(value).toBeGreaterThanOrEqual(shown.get(`${prop} ${key}`) ?? 0)
            shown.set(`${prop} ${key}`, value)
          }
        }
      })
      for (const { call } of last.values()) {
        const { inputs = [] } = plan.callbacks.get(call.callbackId) ?? {}
        const now = Object.fromEntries(inputs.flatMap((one) => {
          const { ids, prop } = resolveSlot(one, call.instance, indexOf(engine.rig.state))
          return ids.map((id) => [`${id}.${prop}`, read(engine.rig.state, id, prop)])
        }))
        expect(call.context.inputs).toEqual(now)
      }
    })
  })

  it('C8: no callback is called while an output that it takes is in the making', () => {
    check((descriptor, played) => {
      play(descriptor, played, ({ rig: { state } }, before) => {
        for (const call of state.calls) {
          const older = state.calls.filter((other) => other.token < call.token && other.callbackId !== call.callbackId && other.phase !== 'leaving' && other.phase !== 'replaced')
          if (before.calls.some(({ token }) => token === call.token)) continue
          const takes = new Set((planOf(descriptor).callbacks.get(call.callbackId)?.inputs ?? []).flatMap((one) => resolveSlot(one, call.instance, indexOf(state)).ids.map((id) => `${one.prop} ${id}`)))
          for (const { outputs } of older) for (const { ids, prop } of outputs) for (const id of ids) expect(takes).not.toContain(`${prop} ${id}`)
        }
      })
    })
  })
})
