import fc from 'fast-check'
import { expect, it } from 'vitest'
import { PersistentMap } from '../../src/shared/persistent-map.ts'

/** Two keys of one hash, as FNV-1a has it: they share a leaf. */
const collision = ['costarring', 'liquid'] as const
const keys = fc.oneof(fc.constantFrom(...collision, '', '__proto__', 'a', 'b'), fc.string({ maxLength: 3 }), fc.nat(200).map((n) => `component-${n}`))
const steps = fc.array(fc.tuple(keys, fc.option(fc.nat(3))), { maxLength: 300 })

function played(taken: readonly (readonly [string, number | null])[]): readonly { readonly map: PersistentMap<string, number>; readonly model: ReadonlyMap<string, number> }[] {
  let [map, model] = [PersistentMap.of<string, number>(), new Map<string, number>()]
  return taken.map(([key, value]) => {
    map = value === null ? map.without(key) : map.with(key, value)
    model = new Map(model)
    if (value === null) model.delete(key)
    else model.set(key, value)
    return { map, model }
  })
}

it('holds what a map holds, in every version', () => {
  fc.assert(fc.property(steps, (taken) => {
    for (const { map, model } of played(taken)) {
      expect(map.size).toBe(model.size)
      expect(new Map(map)).toEqual(model)
      for (const [key] of taken) expect([map.get(key), map.has(key)]).toEqual([model.get(key), model.has(key)])
    }
  }))
})

it('has one order and equals another with the same entries, whatever happened before', () => {
  fc.assert(fc.property(steps, (taken) => {
    const last = played(taken).at(-1)
    if (last === undefined) return
    expect([...last.map]).toEqual([...PersistentMap.of(last.model)])
    expect(last.map).toEqual(PersistentMap.of([...last.model].reverse()))
  }))
})

it('tells what differs between any two versions', () => {
  fc.assert(fc.property(steps, fc.nat(), fc.nat(), (taken, from, to) => {
    const versions = played(taken)
    const [one, other] = [versions[from % versions.length], versions[to % versions.length]]
    if (one === undefined || other === undefined) return
    const differing = [...new Set([...one.model.keys(), ...other.model.keys()])].filter((key) => one.model.get(key) !== other.model.get(key))
    expect([...one.map.changedKeys(other.map)].sort()).toEqual(differing.sort())
  }))
})

it('keeps keys apart whose hashes are equal', () => {
  const map = PersistentMap.of(collision.map((key) => [key, key] as const))
  expect([...map.keys()].sort()).toEqual([...collision].sort())
  expect([...map.without('liquid')]).toEqual([['costarring', 'costarring']])
  expect(map).not.toEqual(PersistentMap.of([['liquid', 'liquid'], ['costarring', 'other']]))
})
