const indexBits = 12
const registerCount = 1 << indexBits

/** Estimates how many different texts were added (HyperLogLog): 4 kB, about 1.6 % off (one standard error). */
export class DistinctEstimate {
  readonly #registers = new Uint8Array(registerCount)

  add(text: string): void {
    const [low, high] = hash(text)
    const index = low >>> (32 - indexBits)
    // One more than the zeros that the other 52 bits start with.
    const rest = low & ((1 << (32 - indexBits)) - 1)
    const rank = high !== 0 ? Math.clz32(high) + 1 : 32 + Math.clz32(rest) - indexBits + 1
    if (rank > (this.#registers[index] ?? 0)) this.#registers[index] = rank
  }

  get estimate(): number {
    let sum = 0
    let empty = 0
    for (const register of this.#registers) {
      sum += 2 ** -register
      if (register === 0) empty += 1
    }
    const raw = 0.7213 / (1 + 1.079 / registerCount) * registerCount ** 2 / sum
    // Few values leave registers empty: counting those is more exact.
    return Math.round(raw <= 2.5 * registerCount && empty > 0 ? registerCount * Math.log(registerCount / empty) : raw)
  }
}

/** Two well-mixed 32-bit hashes of a text (FNV-like steps, then MurmurHash3's finalizer). */
function hash(text: string): readonly [number, number] {
  let low = 0xdeadbeef
  let high = 0x41c6ce57
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    low = Math.imul(low ^ code, 2_654_435_761)
    high = Math.imul(high ^ code, 1_597_334_677)
  }
  return [mix(low ^ Math.imul(high, 0x9e3779b1)), mix(high ^ Math.imul(low, 0x85ebca77))]
}

function mix(value: number): number {
  let mixed = value ^ (value >>> 16)
  mixed = Math.imul(mixed, 0x85ebca6b)
  mixed ^= mixed >>> 13
  mixed = Math.imul(mixed, 0xc2b2ae35)
  return (mixed ^ (mixed >>> 16)) >>> 0
}
