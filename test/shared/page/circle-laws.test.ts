import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ComponentId, type Dependency, idKey, type IdPattern } from '../../../src/shared/dependency.ts'
import { indexOf } from '../../../src/shared/page/page-index.ts'
import { dependenciesOf } from '../../../src/shared/registration/callback-id.ts'
import { findCircle } from '../../../src/shared/registration/find-circle.ts'
import type { CallbackDescriptor } from '../../../src/shared/task.ts'
import { ALL, ALLSMALLER, el, input, light, long, MATCH, output, task } from './support/descriptors.ts'
import { PageRig } from './support/page-rig.ts'
import { idsOf, instancesBy, meantBy, named } from './support/pattern-oracle.ts'

const plain = fc.constantFrom<IdPattern>('p', 'q', 'r', 's')
const kind = fc.constantFrom('x', 'y', 'z')
const prop = fc.constantFrom('value', 'title')
const target = (id: fc.Arbitrary<IdPattern>): fc.Arbitrary<Dependency<'output'>> => fc.tuple(id, prop).map(([one, its]) => output(one, its))
const reader = (id: fc.Arbitrary<IdPattern>): fc.Arbitrary<Dependency<'input'>> => fc.tuple(id, prop).map(([one, its]) => input(one, its))
const withN = (n: unknown): fc.Arbitrary<IdPattern> => kind.map((one) => ({ kind: one, n }) as IdPattern)
const loose = fc.oneof(plain, withN(ALL), withN(1))

/** Callbacks of plain ids, of lists, and of MATCH; each is right by itself, together they may run in circles. */
const callbacks: fc.Arbitrary<readonly CallbackDescriptor[]> = fc.array(fc.oneof(
  fc.record({ output: fc.array(target(loose), { maxLength: 2 }), inputs: fc.array(reader(loose), { minLength: 1, maxLength: 2 }), progress: fc.option(target(loose)), running: fc.array(target(loose), { maxLength: 1 }) }),
  fc.record({
    output: fc.array(target(withN(MATCH)), { minLength: 1, maxLength: 2 }), inputs: fc.array(reader(fc.oneof(withN(MATCH), withN(ALLSMALLER), loose)), { minLength: 1, maxLength: 2 }),
    progress: fc.option(target(withN(MATCH))), running: fc.array(target(fc.oneof(withN(MATCH), loose)), { maxLength: 1 }),
  }),
), { minLength: 1, maxLength: 5 }).map((drawn) => drawn.map(({ progress, running, ...rest }, at) => (progress === null ? light : long)(`callback ${at}`, {
  ...rest, progress, running: running.map((one) => ({ target: one, during: 1, after: 0 })),
})))
const layouts = fc.uniqueArray(fc.oneof(fc.constantFrom<ComponentId>('p', 'q', 'r', 's'), fc.record({ kind, n: fc.constantFrom(1, 2, 3) })), { selector: named, maxLength: 8 })

/** The components that callbacks name, there or not. */
function namedBy(all: readonly CallbackDescriptor[]): readonly ComponentId[] {
  return all.flatMap(({ output: outputs, inputs, progress, running }) => [...dependenciesOf<Dependency>(outputs), ...dependenciesOf<Dependency>(inputs), ...dependenciesOf<Dependency>(progress), ...running.map((one) => one.target)])
    .flatMap(({ id }) => typeof id === 'string' || Object.values(id).every((part) => typeof part !== 'object') ? [id as ComponentId] : [])
}
const united = (...lists: readonly (readonly ComponentId[])[]): readonly ComponentId[] => [...new Map(lists.flat().map((id) => [named(id), id])).values()]

/** Whether some callback could run itself again by what it writes: all instances spelled out, then a search from each. */
function goesInCircle(all: readonly CallbackDescriptor[], ids: readonly ComponentId[]): boolean {
  const nodes = all.flatMap((callback) => {
    const [outputs, inputs] = [dependenciesOf<Dependency>(callback.output), dependenciesOf<Dependency>(callback.inputs)]
    const matching = [...outputs, ...inputs].filter(({ id }) => typeof id !== 'string' && Object.values(id).some((part) => typeof part === 'object' && part.wildcard === 'MATCH'))
    const instances = matching.length === 0 ? [{}] : instancesBy((outputs.length > 0 ? outputs : matching).map(({ id }) => id), ids)
    const props = (dependencies: readonly Dependency[], parts: object): readonly string[] => dependencies.flatMap(({ id, prop: its }) => {
      return (typeof id === 'string' ? [id] : meantBy(id, parts as Readonly<Record<string, string>>, ids)).map((one) => `${named(one)}.${its}`)
    })
    return instances.map((parts) => ({
      reads: new Set(props(inputs, parts)), writes: props(outputs, parts), asides: props([...callback.running.map((one) => one.target), ...dependenciesOf(callback.progress)], parts),
    }))
  })
  const runs = nodes.map((from) => nodes.flatMap((to, at) => (to !== from && from.writes.some((one) => to.reads.has(one))) || from.asides.some((one) => to.reads.has(one)) ? [at] : []))
  return nodes.some((_, start) => {
    const reached = new Set<number>()
    const open = [...runs[start] ?? []]
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      if (reached.has(at)) continue
      reached.add(at)
      open.push(...runs[at] ?? [])
    }
    return reached.has(start)
  })
}

const page = (ids: readonly ComponentId[]): ReturnType<typeof el> => el('div', {}, ids.map((id) => el('input', { id })))

describe('circles', { timeout: 120_000 }, () => {
  it('A11: are found at load wherever there is one, and nowhere else', () => {
    const counted = { circles: 0, clear: 0 }
    fc.assert(fc.property(callbacks, layouts, (all, ids) => {
      const expected = goesInCircle(all, united(ids, namedBy(all)))
      counted[expected ? 'circles' : 'clear'] += 1
      expect(findCircle(all, page(ids)) !== undefined).toBe(expected)
    }), { numRuns: 1_500 })
    // Graphs of both kinds were looked at.
    expect(Math.min(counted.circles, counted.clear)).toBeGreaterThan(150)
  })

  it('A11: are told step by step, each of which writes what the next reads', () => {
    fc.assert(fc.property(callbacks, layouts, (all, ids) => {
      const circle = findCircle(all, page(ids)) ?? []
      for (const [at, { prop: written }] of circle.entries()) {
        const next = circle[(at + 1) % circle.length]
        expect(dependenciesOf<Dependency>(next?.callback.inputs ?? []).map((one) => one.prop)).toContain(written.slice(written.lastIndexOf('.') + 1))
      }
    }), { numRuns: 500 })
  })

  it('A11: that inserted components make are found whenever they come, and are over when they go', () => {
    const counted = { circles: 0, clear: 0 }
    fc.assert(fc.property(callbacks, fc.array(layouts, { minLength: 1, maxLength: 4 }), (all, deliveries) => {
      const descriptor = task([el('div', { id: 'box' })], all)
      // What goes in a circle at load is refused before there is a page.
      fc.pre(!goesInCircle(all, united(['box'], namedBy(all))))
      const rig = new PageRig(descriptor)
      for (const ids of deliveries) {
        rig.change('box', 'children', page(ids))
        const present = idsOf(rig.state.descriptor.layout, (id, declared) => rig.state.overlay.get(idKey(id))?.['children'] ?? declared)
        expect(indexOf(rig.state).byKey.size).toBe(present.length)
        const expected = goesInCircle(all, present)
        counted[expected ? 'circles' : 'clear'] += 1
        expect(rig.state.circles.length > 0).toBe(expected)
        const members = new Set<string>(rig.state.circles.flat())
        expect(goesInCircle(all.filter(({ id }) => !members.has(id)), present)).toBe(false)
      }
    }), { numRuns: 500 })
    expect(Math.min(counted.circles, counted.clear)).toBeGreaterThan(30)
  })
})
