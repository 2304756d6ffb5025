import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contentHash } from '../../../src/main/store/content-hash.ts'
import { valueCodec } from '../../../src/main/store/value-codec.ts'
import { FileValueStore } from '../../../src/main/store/values.ts'
import { brandAs, type ContentHash } from '../../../src/shared/brand.ts'
import { inlineLimit, type StoredValue } from '../../../src/shared/stored-value.ts'
import { temporaryFolder } from './support/temporary-folder.ts'

function makeStore(): { readonly folder: string; readonly store: FileValueStore; readonly hostFile: (bytes: Uint8Array) => StoredValue } {
  const folder = temporaryFolder()
  const store = new FileValueStore(join(folder, 'values'), () => undefined)
  const hostFile = (bytes: Uint8Array): StoredValue => {
    const file = join(folder, 'result.bin')
    writeFileSync(file, bytes)
    return { hash: contentHash(bytes), size: bytes.byteLength, file }
  }
  return { folder, store, hostFile }
}
const pathOf = (folder: string, hash: ContentHash): string => join(folder, 'values', hash.slice(0, 2), hash)
const bytes = new Uint8Array(inlineLimit * 3).map((_, index) => index % 251)

describe('values', () => {
  it('P7: makes a host\'s file its own by renaming it, and gives its bytes back', () => {
    const { folder, store, hostFile } = makeStore()
    const given = hostFile(bytes)
    expect(store.adopt(given)).toEqual({ hash: given.hash, size: given.size })
    expect(store.read(given.hash)).toEqual(bytes)
    expect(readdirSync(folder)).toEqual(['values'])
  })

  it('leaves small values to the rows that name them', () => {
    const { folder, store } = makeStore()
    const small = valueCodec.encode('small')
    expect(store.adopt(small)).toBe(small)
    expect(readdirSync(join(folder, 'values'))).toEqual([])
  })

  it('R12: a file with any damage is never served, and computing again mends it', () => {
    const { folder, store, hostFile } = makeStore()
    const { hash } = store.adopt(hostFile(bytes))
    fc.assert(fc.property(fc.nat(bytes.length * 8 - 1), (bit) => {
      const damaged = Uint8Array.from(bytes)
      damaged[bit >> 3]! ^= 1 << (bit & 7)
      writeFileSync(pathOf(folder, hash), damaged)
      expect(store.read(hash)).toBeUndefined()
    }), { numRuns: 20 })
    writeFileSync(pathOf(folder, hash), bytes.subarray(1))
    expect(store.read(hash)).toBeUndefined()
    store.adopt(hostFile(bytes))
    expect(store.read(hash)).toEqual(bytes)
  })

  it('R12: a damaged small value is never served', () => {
    const { hash } = valueCodec.encode('true')
    const store = new FileValueStore(temporaryFolder(), () => valueCodec.encode('forged').bytes)
    expect(store.read(hash)).toBeUndefined()
  })

  it('refuses a host\'s file that is missing, of another size, or a link to somebody else\'s file', () => {
    const { folder, store, hostFile } = makeStore()
    const given = hostFile(bytes)
    const failed: unknown = expect.objectContaining({ code: 'HOST_FAILED' })
    expect(() => store.adopt({ ...given, size: given.size + 1 })).toThrow(failed)
    expect(() => store.adopt({ ...given, file: join(folder, 'nothing') })).toThrow(failed)
    symlinkSync(join(folder, 'result.bin'), join(folder, 'link'))
    expect(() => store.adopt({ ...given, file: join(folder, 'link') })).toThrow(failed)
    expect(readFileSync(join(folder, 'result.bin'))).toEqual(Buffer.from(bytes))
  })

  it.each(['../../secret', '..', '', 'A'.repeat(64), `${'a'.repeat(63)}/`])('R23: reads nothing outside its folder for the name "%s"', (name) => {
    const { folder, store } = makeStore()
    mkdirSync(join(folder, 'values', 'aa'))
    writeFileSync(join(folder, 'secret'), 'secret')
    expect(store.read(brandAs<ContentHash>(name))).toBeUndefined()
  })
})

describe('valueCodec', () => {
  it('F3: what structured clone carries comes back as it was', () => {
    const value = {
      date: new Date(0), map: new Map<unknown, unknown>([[{ a: 1 }, new Set([1n])]]), typed: new Float64Array([1.5, NaN]), nothing: undefined, zero: -0,
      buffer: new Uint8Array([1, 2, 3]).buffer, nested: [null, [undefined]],
    }
    expect(valueCodec.decode(valueCodec.encode(value).bytes!)).toEqual(value)
  })

  it('F3: any JSON value survives, and equal bytes have equal hashes', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => {
      const encoded = valueCodec.encode(value)
      expect(valueCodec.decode(encoded.bytes!)).toEqual(value)
      expect(encoded).toMatchObject({ size: encoded.bytes!.byteLength, hash: contentHash(encoded.bytes!) })
    }))
  })

  it('says in words what cannot be kept or read', () => {
    expect(() => valueCodec.encode({ run: () => 1 })).toThrow(expect.objectContaining({ code: 'NOT_CLONEABLE' }))
    expect(() => valueCodec.decode(new Uint8Array([1, 2, 3]))).toThrow(expect.objectContaining({ code: 'DATABASE' }))
  })
})
