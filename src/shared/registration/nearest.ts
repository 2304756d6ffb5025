const plain = (word: string): string => word.replaceAll(/[^\p{L}\p{N}]/gu, '').toLowerCase()

/** The candidate that a mistyped word most likely meant; undefined where none is near. Case, `_` and `-` do not count. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const wanted = plain(word)
  let best: { readonly candidate: string; readonly distance: number } | undefined
  for (const candidate of candidates) {
    const limit = Math.max(1, Math.floor(Math.max(wanted.length, candidate.length) * 0.4))
    // Those whose lengths tell it need no comparing; nor does what nobody typed.
    if (Math.abs(wanted.length - candidate.length) > limit + 5 || wanted.length > 200) continue
    const distance = editDistance(wanted, plain(candidate))
    if (distance <= limit && (best === undefined || distance < best.distance)) best = { candidate, distance }
  }
  return best?.candidate
}

/** A hint of the form `Did you mean "x"?`, else the list of what there is. */
export function didYouMean(word: string, candidates: readonly string[]): string {
  const meant = nearest(word, candidates)
  if (meant !== undefined) return `Did you mean "${meant}"?`
  return candidates.length === 0 ? 'There are none.' : `There are: ${candidates.slice(0, 12).join(', ')}${candidates.length > 12 ? ` and ${candidates.length - 12} more` : ''}.`
}

/** Insertions, removals, replacements and swaps of neighbours that make `to` of `from`. */
function editDistance(from: string, to: string): number {
  let beforeLast: readonly number[] = []
  let last: readonly number[] = Array.from({ length: to.length + 1 }, (_, column) => column)
  for (let row = 1; row <= from.length; row++) {
    const current = [row]
    for (let column = 1; column <= to.length; column++) {
      const same = from[row - 1] === to[column - 1]
      const swapped = row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1]
      current[column] = Math.min(
        at(last, column) + 1, at(current, column - 1) + 1, at(last, column - 1) + (same ? 0 : 1),
        swapped ? at(beforeLast, column - 2) + 1 : Infinity)
    }
    [beforeLast, last] = [last, current]
  }
  return at(last, to.length)
}

const at = (row: readonly number[], column: number): number => row[column] ?? Infinity
