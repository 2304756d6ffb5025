import { serialize } from 'node:v8'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeValue } from '../../../src/shared/encoded/value-reader.ts'

/** What the reader makes of what Node wrote; the bytes are its own. */
const decoded = (value: unknown): unknown => decodeValue(new Uint8Array(serialize(value))).value

const sparse: unknown[] = []
sparse[5] = 'x'
sparse[100_000] = 'far'
const circle: Record<string, unknown> = { name: 'circle' }
circle['self'] = circle
circle['list'] = [circle, circle['list']]

describe('the reader of encoded values', () => {
  it.each([
    ['numbers', [0, -0, 1, -1, 2 ** 30, 2 ** 31, 2 ** 32 - 1, -(2 ** 31), 1.5, NaN, Infinity, 1e308]], ['bigints', [0n, -1n, 2n ** 64n, -(2n ** 200n) + 7n]],
    ['text', ['', 'abc', 'äöü', '日本語', '\u{1f600}', 'x'.repeat(20_000), '日'.repeat(20_000), '\u0080\u009f', '\ud800']], ['nothing', [undefined, null]], ['flags', [true, false]],
    ['holes', [1, , 3]], ['sparse arrays', sparse], ['an array with a name', Object.assign([1, 2], { name: 'x' })], ['dates', [new Date(0), new Date(NaN)]],
    ['maps and sets', new Map<unknown, unknown>([[{ a: 1 }, new Set([1n, 'x'])], [null, undefined]])], ['boxed values', [Object(1), Object('x'), Object(true), Object(false), Object(5n)]],
    ['regular expressions', [/a+/gi, /ü/u, /./sy, /(?<x>y)/d, /[[a]]/v]], ['names', { '': 1, 'a b': 2, 7: 'seven', ['__proto__']: 'own', constructor: 3 }], ['buffers', [new ArrayBuffer(0), new Uint8Array([1, 2, 3]).buffer]],
    ['typed arrays', [new Int8Array([-1]), new Uint8ClampedArray([255]), new Int16Array([-2, 3]), new Uint32Array([2 ** 32 - 1]), new Float32Array([1.5]), new Float64Array([Math.PI]), new BigInt64Array([-1n]), new BigUint64Array([2n ** 63n])]],
  ])('F3 reads %s as Node wrote them', (_name, value) => { expect(decoded(value)).toStrictEqual(value) })

  it('F3 keeps circles and shared parts', () => {
    const read = decoded({ circle, again: circle }) as { circle: typeof circle; again: unknown }
    expect(read.again).toBe(read.circle)
    expect(read.circle['self']).toBe(read.circle)
    expect((read.circle['list'] as unknown[])[0]).toBe(read.circle)
  })

  it('F3 keeps shared arrays, and the order of objects among dates, maps, buffers, errors and expressions', () => {
    const parts: readonly unknown[] = [new Date(1), new Map(), new Set(), new ArrayBuffer(1), new Uint8Array(2), new RangeError('x'), /x/u, Object('s'), Object(1), {}, []]
    const read = decoded([...parts, ...parts]) as unknown[]
    for (const [index] of parts.entries()) expect(read[index + parts.length]).toBe(read[index])
  })

  it.each([new Error('plain'), new RangeError('too far'), new TypeError('日本'), new SyntaxError(''), new EvalError('e'), new ReferenceError('r'), new URIError('u')])('F3 reads %s with its class and stack', (error) => {
    const read = decoded({ error, again: error }) as { error: Error; again: unknown }
    expect([read.error.constructor, read.error.message, read.error.stack]).toEqual([error.constructor, error.message, error.stack])
    expect(read.again).toBe(read.error)
  })

  it('F3 reads a cause, though it be the error itself', () => {
    const error: Error & { cause?: unknown } = new Error('outer', { cause: { why: 'inner' } })
    expect((decoded(error) as Error).cause).toEqual({ why: 'inner' })
    error.cause = error
    const read = decoded(error) as Error
    expect(read.cause).toBe(read)
  })

  it('F3 reads a Buffer as bytes, and a DataView and a resizable buffer as they are', () => {
    const resizable = new ArrayBuffer(2, { maxByteLength: 10 })
    const [bytes, view, buffer] = decoded([Buffer.from('abc'), new DataView(new Uint8Array([1, 2, 3, 4]).buffer, 1, 2), resizable]) as [Uint8Array, DataView, ArrayBuffer]
    expect([...bytes]).toEqual([97, 98, 99])
    expect([view.byteLength, view.getUint8(0)]).toEqual([2, 2])
    expect([buffer.byteLength, buffer.maxByteLength]).toEqual([2, 10])
  })

  it('F3 reads what is nested a thousand levels deep', () => {
    let nested: unknown = 'bottom'
    for (let depth = 0; depth < 1_000; depth += 1) nested = { nested }
    expect(decoded(nested)).toStrictEqual(nested)
  })

  it('F3 reads any value that can be cloned as structuredClone gives it', () => {
    const leaf = fc.oneof(
      fc.constantFrom(undefined, null, true, false, -0), fc.double(), fc.integer(), fc.bigInt(), fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), fc.date({ noInvalidDate: false }),
      fc.int16Array(), fc.uint8Array(), fc.float64Array(), fc.uint32Array(), fc.bigInt64Array(), fc.sparseArray(fc.integer()),
    )
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof({ depthSize: 'small', withCrossShrink: true }, leaf, fc.array(tie('value')), fc.dictionary(fc.string(), tie('value')), fc.array(fc.tuple(tie('value'), tie('value'))).map((entries) => new Map(entries)), fc.array(tie('value')).map((members) => new Set(members))),
    }))
    fc.assert(fc.property(value, (given) => { expect(decoded([given, 'x', given])).toStrictEqual(structuredClone([given, 'x', given])) }), { numRuns: 150 })
  })

  it('R12 bytes that are cut or are none of ours are refused, and never read on for ever', () => {
    const whole = new Uint8Array(serialize({ rows: [1, 'two', new Float64Array(4), new Map([[1, { x: 'y' }]])] }))
    for (let length = 0; length < whole.length; length += 1) expect(() => decodeValue(whole.slice(0, length))).toThrow(Error)
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => { try { decodeValue(bytes) } catch (thrown) { expect(thrown).toBeInstanceOf(Error) } }))
    expect(() => decodeValue(new Uint8Array([0xff, 0x0f, 0x3f]))).toThrow('unknown part')
  })
})
