/** `part('rows')` in a result layout: stands for a part of the result; the empty path for all of it. */
export interface ResultPart { readonly $simmer: 'part'; readonly path: string }

/** Tells a place for a part of the result from any other value of a prop. */
export function isResultPart(candidate: unknown): candidate is ResultPart {
  return typeof candidate === 'object' && candidate !== null && '$simmer' in candidate && candidate.$simmer === 'part'
    && 'path' in candidate && typeof candidate.path === 'string'
}
