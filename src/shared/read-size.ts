const factors: Readonly<Record<string, number>> = { '': 1, b: 1, k: 1e3, kb: 1e3, m: 1e6, mb: 1e6, g: 1e9, gb: 1e9, t: 1e12, tb: 1e12, kib: 2 ** 10, mib: 2 ** 20, gib: 2 ** 30, tib: 2 ** 40 }

/** A size as people write it, such as `500 MB`, `1.5 GiB` or `1000000`, in whole bytes; undefined where it is none. */
export function readSize(text: string): number | undefined {
  const [, digits = '', unit = ''] = /^\s*(\d+(?:[.,]\d+)?)\s*([a-z]*)\s*$/iu.exec(text) ?? []
  const factor = factors[unit.toLowerCase()]
  if (digits === '' || factor === undefined) return undefined
  const bytes = Math.round(Number(digits.replace(',', '.')) * factor)
  return Number.isSafeInteger(bytes) ? bytes : undefined
}
