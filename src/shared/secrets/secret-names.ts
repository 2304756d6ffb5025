import type { ParamSpecs } from '../params.ts'

/** The params whose values are never kept. */
export function secretNames(params: ParamSpecs | null): readonly string[] {
  return params === null ? [] : Object.entries(params).flatMap(([name, { kind }]) => (kind === 'secret' ? [name] : []))
}
