import type { ResultPart } from '../shared/result-part.ts'

/**
 * In a `resultLayout`, in place of any prop: stands for a part of the result, named by keys and positions with dots between; without
 * a path, for all of it. Typed as whatever the prop takes.
 * @example resultLayout: html.div([controls.graph({ figure: part('chart') }), controls.table({ rows: part('top.0.rows') })])
 */
export function part(path = ''): never {
  return { $simmer: 'part', path } satisfies ResultPart as never
}
