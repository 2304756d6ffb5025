import { checkParams } from '../shared/check-params.ts'
import { AppError } from '../shared/errors.ts'
import type { ParamSpec, ParamSpecs, ParamValues } from '../shared/params.ts'
import { isParamShown } from '../shared/shown-params.ts'
import { resolvePath } from './resolve-path.ts'

/**
 * The values that a form's `run` and `validate` get: defaults for what was left empty, null for what is hidden, paths made absolute.
 * Throws BAD_ARGUMENT where a value does not fit its param.
 */
export function completeValues(params: ParamSpecs, given: ParamValues, scriptDir: string): ParamValues {
  const problems = checkParams(params, given)
  if (problems.length > 0) {
    throw new AppError('BAD_ARGUMENT', problems.map(({ param, message }) => (param === null ? message : `${params[param]?.label ?? param}: ${message}`)).join(' '))
  }
  return Object.fromEntries(Object.entries(params).map(([name, spec]) => {
    if (!isParamShown(params, name, given)) return [name, null]
    return [name, absolute(spec, given[name] ?? spec.default ?? null, scriptDir)]
  }))
}

function absolute({ kind }: ParamSpec, value: unknown, scriptDir: string): unknown {
  const one = (path: unknown): unknown => (typeof path === 'string' && path !== '' ? resolvePath(scriptDir, path) : path)
  switch (kind) {
    case 'file':
    case 'folder':
    case 'save-as': return one(value)
    case 'files': return Array.isArray(value) ? value.map(one) : value
    default: return value
  }
}
