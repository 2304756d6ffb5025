import type { ParamSpecs, ParamValues } from './params.ts'

/** Whether a param is shown: what its `shownWhen` names is shown too, and has one of the values asked for. */
export function isParamShown(specs: ParamSpecs, name: string, values: ParamValues): boolean {
  return shownBy(specs, name, { values, above: [] })
}

interface Path { readonly values: ParamValues; readonly above: readonly string[] }

function shownBy(specs: ParamSpecs, name: string, { values, above }: Path): boolean {
  const conditions = specs[name]?.shownWhen
  if (conditions === undefined || above.includes(name)) return true
  return Object.entries(conditions).every(([other, wanted]) => {
    const accepted: readonly unknown[] = Array.isArray(wanted) ? wanted : [wanted]
    return shownBy(specs, other, { values, above: [...above, name] }) && accepted.includes(values[other] ?? null)
  })
}
