import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Dependency, idKey, type IdKey } from '../../../src/shared/dependency.ts'
import { instanceParts } from '../../../src/shared/page/instance.ts'
import { indexOf } from '../../../src/shared/page/page-index.ts'
import { planOf } from '../../../src/shared/page/plan.ts'
import type { OpenCall, PageState } from '../../../src/shared/page/state.ts'
import { readProp } from '../../../src/shared/page/turn.ts'
import type { TaskDescriptor } from '../../../src/shared/task.ts'
import { ModelEngine } from './support/model-engine.ts'
import { type Asked, PageRig } from './support/page-rig.ts'
import { idsOf, meantBy } from './support/pattern-oracle.ts'
import { allIds, randomTasks, rewritten } from './support/random-task.ts'

/** More are looked at on request, with a random seed. */
const runs = Number(process.env['SIMMER_RUNS'] ?? 100)

type Move =
  | { readonly move: 'change'; readonly at: number; readonly prop: 'value' | 'stop' }
  | { readonly move: 'step' | 'again' | 'lose' | 'rewrite' | 'rewriteAway'; readonly at: number }
  | { readonly move: 'slow' | 'reload' | 'resync' | 'show' }
const move = <M extends Move['move']>(weight: number, name: M) => ({ weight, arbitrary: fc.record({ move: fc.constant(name), at: fc.nat(1_000) }) as fc.Arbitrary<Move> })
const moves: fc.Arbitrary<readonly Move[]> = fc.array(fc.oneof(
  { weight: 5, arbitrary: fc.record({ move: fc.constant('change' as const), at: fc.oneof(fc.constant(0), fc.nat(allIds.length - 1)), prop: fc.constantFrom('value' as const, 'value' as const, 'stop' as const) }) },
  move(14, 'step'), move(2, 'show'), move(2, 'again'), move(1, 'lose'), move(1, 'resync'), move(1, 'slow'), move(1, 'reload'), move(1, 'rewrite'), move(1, 'rewriteAway'),
), { maxLength: 60, size: 'max' })

type Watch = (engine: ModelEngine, before: PageState, made: Move | null) => void

/** Plays moves, then lets everything end; `watch` sees the page after each. */
function play(descriptor: TaskDescriptor, played: readonly Move[], watch: Watch = () => undefined): ModelEngine {
  const engine = new ModelEngine(PageRig.created(descriptor))
  watch(engine, engine.rig.state, null)
  for (const [count, made] of played.entries()) {
    const before = engine.rig.state
    make(engine, made, { descriptor, count })
    watch(engine, before, made)
  }
  engine.resync()
  // Progress for ever would be a choice too: the first choice of each is an answer or an end.
  for (let left = 5_000; !engine.isIdle; left -= 1) {
    if (left === 0) throw new Error('The page never comes to rest')
    const before = engine.rig.state
    engine.step(0)
    watch(engine, before, null)
  }
  return engine
}

function make(engine: ModelEngine, made: Move, { descriptor, count }: { readonly descriptor: TaskDescriptor; readonly count: number }): void {
  switch (made.move) {
    case 'change': engine.rig.change(allIds[made.at] ?? 'c0', made.prop, `change ${count}`); engine.settle(); return
    case 'show': engine.rig.change('shower', 'value', count); engine.settle(); return
    case 'step': engine.step(made.at); return
    case 'again': engine.again(made.at % 20); return
    case 'lose': engine.lose(made.at % 4); return
    case 'resync': engine.resync(); return
    case 'slow': engine.slow(); return
    case 'reload': engine.reload(); return
    case 'rewrite': engine.rewrite(() => rewritten(descriptor, made.at)); return
    case 'rewriteAway': engine.reload(() => rewritten(descriptor, made.at))
  }
}
const read = (state: PageState, id: IdKey, prop: string): unknown => readProp({ now: state, index: indexOf(state) }, id, prop)
const check = (property: (descriptor: TaskDescriptor, played: readonly Move[]) => void): void => {
  fc.assert(fc.property(randomTasks, moves, property), { numRuns: runs })
}
const isRewrite = (made: Move | null): boolean => made?.move === 'rewrite' || made?.move === 'rewriteAway'
const isOver = ({ phase }: OpenCall): boolean => phase === 'leaving' || phase === 'replaced'
/** The components that a dependency means, told by the oracle. */
function meant(state: PageState, { id }: Dependency, instance: string): readonly IdKey[] {
  const ids = idsOf(state.descriptor.layout, (one, declared) => state.overlay.get(idKey(one))?.['children'] ?? declared)
  return meantBy(id, instanceParts(instance), ids).map(idKey)
}

describe('whatever happens, in any order', { timeout: 60_000 + runs * 500 }, () => {
  it('D1, D2: a running target is on only while a call that shows it is there, and off when nothing runs', () => {
    check((descriptor, played) => {
      const { rig: { state: last } } = play(descriptor, played, ({ rig: { state } }) => {
        for (const id of allIds.map(idKey)) {
          if (!indexOf(state).byKey.has(id) || state.calls.some(({ shown, running }) => shown && running.some((target) => target.id === id))) continue
          expect([id, read(state, id, 'busy')]).toEqual([id, false])
        }
      })
      expect(last.calls).toEqual([])
    })
  })

  it('D5: progress props are at their default when nothing runs that told of them, save those that an output set', () => {
    check((descriptor, played) => {
      play(descriptor, played, ({ rig: { state } }) => {
        const { ordered } = planOf(state.descriptor)
        for (const plan of ordered) {
          for (const [at, target] of plan.progress.entries()) {
            const writers = ordered.filter((other) => other.progress.some(({ id, prop }) => idKey(id) === idKey(target.id) && prop === target.prop)).length
            // Two callbacks with different defaults for one prop: either is right.
            if (writers > 1) continue
            for (const key of meant(state, target, '')) {
              if (state.calls.some(({ phase, latest }) => phase === 'running' && latest.some(({ id, prop }) => id === key && prop === target.prop))) continue
              const shown = read(state, key, target.prop)
              // Also an output of a callback that has since left the script: hot reload keeps values (C1).
              if (state.kept.get(key)?.[target.prop] !== undefined) expect(typeof shown).toBe('number')
              else expect([key, shown]).toEqual([key, plan.rests[at]])
            }
          }
        }
      })
    })
  })

  it('C5: each trigger is asked for once and answered once, and nothing waits for ever', () => {
    check((descriptor, played) => {
      const asked = new Set<Asked>()
      const engine = play(descriptor, played, ({ rig }) => { for (const one of rig.asked) asked.add(one) })
      for (const one of asked) expect(engine.answers.get(one)).toBe(1)
      expect(new Set([...asked].map(({ token }) => token)).size).toBe(asked.size)
      expect([engine.rig.state.calls, engine.rig.state.held]).toEqual([[], []])
    })
  })

  it('C5: under replace one call of an instance goes on at a time, and no older result follows a newer one', () => {
    check((descriptor, played) => {
      const shown = new Map<string, number>()
      play(descriptor, played, ({ rig: { state } }, _before, made) => {
        if (isRewrite(made)) shown.clear()
        const { ordered } = planOf(state.descriptor)
        for (const { callback, outputs } of ordered) {
          if (callback.kind === 'long' && callback.whenRunning !== 'replace') continue
          const going = state.calls.filter((call) => call.callbackId === callback.id && call.phase !== 'asked' && !isOver(call))
          expect(new Set(going.map(({ instance }) => instance)).size).toBe(going.length)
          for (const { id, prop } of outputs) {
            const key = idKey(id)
            const writers = ordered.filter((other) => [...other.outputs, ...other.progress].some((target) => idKey(target.id) === key && target.prop === prop))
            const value = read(state, key, prop)
            if (typeof id !== 'string' || writers.length > 1 || typeof value !== 'number') continue
            expect(value).toBeGreaterThanOrEqual(shown.get(`${prop} ${key}`) ?? 0)
            shown.set(`${prop} ${key}`, value)
          }
        }
      })
    })
  })

  it('C2, I5: what is asked for has the values of the page at that moment, found as patterns say', () => {
    check((descriptor, played) => {
      const seen = new Set<Asked>()
      play(descriptor, played, ({ rig }) => {
        const fresh = rig.asked.filter((asked) => !seen.has(asked))
        for (const asked of fresh) seen.add(asked)
        // Of several calls in one step only the last sees the page as it is after the step.
        const asked = fresh.at(-1)
        const plan = asked === undefined ? undefined : planOf(rig.state.descriptor).callbacks.get(asked.call.callbackId)
        if (asked === undefined || plan === undefined) return
        const names = plan.inputs.flatMap((one) => meant(rig.state, one, asked.call.instance).map((id) => `${id}.${one.prop}`))
        expect(Object.keys(asked.call.context.inputs).sort()).toEqual([...new Set(names)].sort())
      })
    })
  })

  it('C2: the newest trigger of every callback has the newest arguments', () => {
    check((descriptor, played) => {
      const [last, seen] = [new Map<string, Asked>(), new Set<Asked>()]
      const engine = play(descriptor, played, ({ rig }, before, made) => {
        // A script that changed and components that came anew bring values that are no changes (C2).
        const delivered = before.overlay.get(idKey('box')) !== rig.state.overlay.get(idKey('box'))
        for (const [name, { call }] of last) if (isRewrite(made) || (delivered && Object.keys(call.context.inputs).some((input) => input.startsWith('{')))) last.delete(name)
        for (const asked of rig.asked) {
          if (!seen.has(asked)) last.set(`${asked.call.callbackId} ${asked.call.instance}`, asked)
          seen.add(asked)
        }
      })
      const { state } = engine.rig
      for (const { call } of last.values()) {
        const { inputs = [], outputs = [] } = planOf(state.descriptor).callbacks.get(call.callbackId) ?? {}
        const now = Object.fromEntries(inputs.flatMap((one) => meant(state, one, call.instance).map((id) => [`${id}.${one.prop}`, read(state, id, one.prop)])))
        // An instance that left the page with its components has nothing to be called for.
        const isGone = call.instance !== '' && !outputs.some((one) => meant(state, one, call.instance).length > 0)
        if (!isGone) expect(call.context.inputs).toEqual(now)
      }
    })
  })

  it('C8: no callback is called while an output that it takes is in the making', () => {
    check((descriptor, played) => {
      play(descriptor, played, ({ rig: { state } }, before, made) => {
        if (isRewrite(made)) return
        for (const call of state.calls) {
          const older = state.calls.filter((other) => other.token < call.token && other.callbackId !== call.callbackId && !isOver(other))
          // What was retained of another window was called then.
          if (made?.move === 'reload' || before.calls.some(({ token }) => token === call.token)) continue
          const takes = new Set((planOf(descriptor).callbacks.get(call.callbackId)?.inputs ?? []).flatMap((one) => meant(state, one, call.instance).map((id) => `${one.prop} ${id}`)))
          for (const { outputs } of older) for (const { ids, prop } of outputs) for (const id of ids) expect(takes).not.toContain(`${prop} ${id}`)
        }
      })
    })
  })
})
