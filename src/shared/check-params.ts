import { checkParam } from './check-param.ts'
import type { ParamProblem, ParamSpecs, ParamValues } from './params.ts'
import { isParamShown } from './shown-params.ts'

/** Every problem of `values`; empty where a run may start. Files are not looked at: that is the engine's. Hidden params are not checked. */
export function checkParams(specs: ParamSpecs, values: ParamValues): readonly ParamProblem[] {
  return Object.entries(specs).flatMap(([param, spec]) => {
    if (!isParamShown(specs, param, values)) return []
    const message = checkParam(spec, values[param])
    return message === null ? [] : [{ param, message }]
  })
}
