import { describe, expect, it } from 'vitest'
import { encodeValue } from '../../../src/main/host/encode-value.ts'
import { findUncloneable } from '../../../src/main/host/find-uncloneable.ts'
import { encodeFrame, FrameReader } from '../../../src/main/host/frames.ts'
import { MergedProps } from '../../../src/main/host/merged-props.ts'
import { brandAs } from '../../../src/shared/brand.ts'
import type { IdKey } from '../../../src/shared/dependency.ts'

describe('frames', () => {
  it('come out whole, however they were cut', () => {
    const messages = [{ to: 'cancel' }, { big: 'x'.repeat(100_000) }, new Map([[1, new Uint8Array(3)]]), null]
    const bytes = Buffer.concat(messages.map(encodeFrame))
    for (const size of [1, 3, 7, 4096, bytes.length]) {
      const reader = new FrameReader()
      const out: unknown[] = []
      for (let at = 0; at < bytes.length; at += size) {
        reader.push(bytes.subarray(at, at + size))
        for (let next = reader.next(); next !== undefined; next = reader.next()) out.push(next.message)
      }
      expect(out).toEqual(messages)
    }
  })

  it('what was not asked for can be handed on', () => {
    const reader = new FrameReader()
    reader.push(Buffer.concat([encodeFrame(1), encodeFrame(2).subarray(0, 5)]))
    expect(reader.next()).toEqual({ message: 1 })
    const second = new FrameReader()
    second.push(reader.takeRest())
    second.push(encodeFrame(2).subarray(5))
    expect(second.next()).toEqual({ message: 2 })
  })

  it('bytes of someone else are noticed', () => {
    const reader = new FrameReader()
    reader.push(Buffer.from('hello, world'))
    expect(() => reader.next()).toThrow('cannot be')
  })
})

describe('the part of a value that cannot be cloned', () => {
  const circle: Record<string, unknown> = { name: 'x' }
  circle['self'] = circle
  it.each([
    [{ rows: [1, 2, 3, { fn: () => 1 }] }, 'result.rows[3].fn', 'the function fn'],
    [{ 'a b': [Symbol('s')] }, 'result["a b"][0]', 'a symbol'],
    [new Map<unknown, unknown>([['k', { p: Promise.resolve() }]]), 'result.get("k").p', 'a Promise'],
    [new Set([new WeakMap()]), 'result.values()', 'a WeakMap'],
    [[circle, { deep: { f() { return 1 } } }], 'result[1].deep.f', 'the function f'],
    [() => 1, 'result', 'a function'],
    [{ get bad(): number { throw new Error('no') } }, 'result.bad', 'a getter that throws (no)'],
  ])('F3 is named by its path: %#', (value, path, kind) => {
    expect(findUncloneable(value, 'result')).toEqual({ path, kind })
    expect(() => encodeValue(value, 'result')).toThrow(expect.objectContaining({ code: 'NOT_CLONEABLE', message: expect.stringContaining(`${path} is ${kind}`) as string }) as Error)
  })

  it('there is none in what can be cloned', () => {
    expect(findUncloneable({ d: new Date(), m: new Map([[1, new Set([2n])]]), t: new Float64Array(2), e: new Error('x'), c: circle }, 'result')).toBeUndefined()
  })
})

describe('setProps calls that wait', () => {
  const update = (id: string, props: Record<string, unknown>): { id: IdKey; props: Record<string, unknown> } => ({ id: brandAs<never>(id), props })
  it('F6 keep the latest of each id and prop, in the order of the last writes', () => {
    const props = new MergedProps()
    props.add([update('a', { x: 1, y: 1 }), update('b', { x: 1 })])
    props.add([update('a', { x: 2 })])
    expect(props.take()).toEqual([update('a', { y: 1 }), update('b', { x: 1 }), update('a', { x: 2 })])
    expect(props.empty).toBe(true)
  })
})
