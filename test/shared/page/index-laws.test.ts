import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Component } from '../../../src/shared/component.ts'
import { type ComponentId, idKey, type IdPart, type IdPattern } from '../../../src/shared/dependency.ts'
import { instanceName } from '../../../src/shared/page/instance.ts'
import { buildIndex, indexOf, type PageIndex } from '../../../src/shared/page/page-index.ts'
import { instancesOf, resolveSlot } from '../../../src/shared/page/resolve.ts'
import { ALL, ALLSMALLER, el, input, MATCH, task } from './support/descriptors.ts'
import { PageRig } from './support/page-rig.ts'
import { idsOf, instancesBy, meantBy } from './support/pattern-oracle.ts'

const parts = fc.constantFrom<IdPart>(1, 2, 10, '2', '10', 'a', 'b', true, false)
const ids: fc.Arbitrary<ComponentId> = fc.oneof(
  fc.constantFrom('p', 'q', 'r', 's', 't'), fc.record({ kind: fc.constantFrom('x', 'y'), n: parts }), fc.record({ n: parts, m: fc.constantFrom(1, 2) }), fc.record({ n: parts }),
)
const children: fc.Arbitrary<readonly Component[]> = fc.letrec<{ list: readonly Component[] }>((tie) => ({
  list: fc.array(fc.tuple(fc.option(ids, { freq: 3, nil: undefined }), fc.oneof({ depthSize: 'small' }, fc.constant(undefined), fc.constant('text'), tie('list')))
    .map(([id, inner]) => el('div', { ...(id === undefined ? {} : { id }), value: 0 }, inner)), { maxLength: 5 }),
})).list

/** A page with ids of every sort, after children were replaced here and there. */
const pages = fc.tuple(children, fc.array(fc.tuple(fc.nat(), fc.oneof(children, fc.constant('text'), fc.constant(null))), { maxLength: 6 })).map(([layout, writes]) => {
  const rig = PageRig.created(task(layout, []))
  for (const [at, value] of writes) {
    const there = [...indexOf(rig.state).byKey.values()].filter(({ id }) => typeof id === 'string' || id['kind'] === 'x')
    const target = there[at % Math.max(1, there.length)]
    if (target !== undefined) rig.change(target.id, 'children', value)
  }
  return rig.state
})
const shape = ({ byKey, bySignature }: PageIndex): unknown => ({
  present: [...byKey.values()].map(({ key, component }) => [key, component]).sort(),
  lists: [...bySignature].filter(([, list]) => list.length > 0).map(([signature, list]) => [signature, list.map(({ key }) => key)]).sort(),
})

describe('the index of a page', { timeout: 120_000 }, () => {
  it('I4: is after any children came and went as a walk of the whole page would make it', () => {
    fc.assert(fc.property(pages, (state) => { expect(shape(indexOf(state))).toEqual(shape(buildIndex(state))) }), { numRuns: 400 })
  })

  it('I4: holds what a person reads off the page, in that order', () => {
    fc.assert(fc.property(pages, (state) => {
      const read = idsOf(state.descriptor.layout, (id, declared) => { const own = state.overlay.get(idKey(id)); return own !== undefined && 'children' in own ? own['children'] : declared })
      expect([...indexOf(state).byKey.keys()].sort()).toEqual(read.map(idKey).sort())
      expect([...indexOf(state).bySignature.values()].flat().length).toBe(read.filter((id) => typeof id !== 'string').length)
    }), { numRuns: 400 })
  })

  it('F5: nothing is kept of components that the page has not', () => {
    fc.assert(fc.property(pages, (state) => { for (const id of state.overlay.keys()) expect(indexOf(state).byKey.has(id)).toBe(true) }), { numRuns: 300 })
  })
})

describe('patterns', { timeout: 120_000 }, () => {
  const wild = fc.constantFrom(ALL, MATCH, ALLSMALLER)
  const patterns: fc.Arbitrary<IdPattern> = fc.oneof(
    ids, fc.record({ kind: fc.oneof(fc.constantFrom('x', 'y'), wild), n: fc.oneof(parts, wild) }), fc.record({ n: fc.oneof(parts, wild), m: fc.oneof(fc.constantFrom(1, 2), wild) }), fc.record({ n: wild }),
  )
  const readOff = (state: Parameters<typeof indexOf>[0]): readonly ComponentId[] =>
    idsOf(state.descriptor.layout, (id, declared) => { const own = state.overlay.get(idKey(id)); return own !== undefined && 'children' in own ? own['children'] : declared })

  it('I5: mean what the statement says: ALL in the order of the layout, MATCH the instance\'s own, ALLSMALLER what sorts below', () => {
    fc.assert(fc.property(pages, patterns, fc.record({ n: parts, kind: fc.constantFrom('x', 'y'), m: fc.constantFrom(1, 2) }), (state, pattern, instance) => {
      const { ids: resolved, many } = resolveSlot(input(pattern, 'value'), instanceName(instance), indexOf(state))
      const meant = meantBy(pattern, instance, readOff(state)).map(idKey)
      if (many) expect(resolved).toEqual(meant)
      else for (const id of meant) expect(resolved).toEqual([id])
    }), { numRuns: 800 })
  })

  it('I5: make one instance for each distinct key that MATCH stands for', () => {
    const matching = fc.constantFrom<IdPattern>({ n: MATCH }, { kind: 'x', n: MATCH }, { kind: MATCH, n: MATCH }, { kind: MATCH, n: ALL }, { n: MATCH, m: 1 }, { n: MATCH, m: MATCH })
    fc.assert(fc.property(pages, matching, (state, pattern) => {
      expect([...instancesOf([input(pattern, 'value')], indexOf(state))].sort()).toEqual(instancesBy([pattern], readOff(state)).map(instanceName).sort())
    }), { numRuns: 400 })
  })
})
