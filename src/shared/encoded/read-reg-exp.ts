/** In the order of their bits; the seventh is V8's own. */
const flags = ['g', 'i', 'm', 'y', 'u', 's', '', 'd', 'v']

/** A RegExp from its source and the bits of its flags. */
export function readRegExp(source: unknown, bits: number): RegExp {
  return new RegExp(String(source), flags.filter((_, bit) => (bits >> bit) % 2 === 1).join(''))
}
