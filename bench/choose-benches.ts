import type { Bench } from './row.ts'

/** The benches that the words of a command line name, all where there are none; `problem` says which word is no bench. */
export function chooseBenches(benches: readonly Bench[], words: readonly string[]): { readonly chosen: readonly Bench[]; readonly problem: string | null } {
  const wanted = words.map((word) => word.toUpperCase())
  const unknown = wanted.filter((id) => !benches.some((bench) => bench.id === id))
  const problem = unknown.length === 0 ? null : `There is no bench ${unknown.join(', ')}. There are: ${benches.map(({ id }) => id).join(', ')}.`
  return { chosen: benches.filter(({ id }) => wanted.length === 0 || wanted.includes(id)), problem }
}
