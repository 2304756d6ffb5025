import { AppError, type ErrorInfo, toErrorInfo } from '../errors.ts'
import type { Dependency } from '../dependency.ts'
import type { CallbackPlan } from './plan.ts'
import { resolveSlot } from './resolve.ts'
import type { Turn } from './turn.ts'

/**
 * Which of an instance's inputs the page lacks (I6): `all`, so that it does not fire; an error that names the first
 * where only some are there; null where nothing needed is missing. ALL may be empty, `optional` ones may be absent.
 */
export function missingInputs(turn: Turn, plan: CallbackPlan, instance: string): 'all' | ErrorInfo | null {
  const isAbsent = (dependency: Dependency): boolean => {
    const { ids, many } = resolveSlot(dependency, instance, turn.index)
    return !many && ids.every((id) => !turn.index.byKey.has(id))
  }
  if (plan.inputs.length > 0 && plan.inputs.every(isAbsent)) return 'all'
  const [missing] = [...plan.inputs, ...plan.states].filter((dependency) => dependency.optional !== true && isAbsent(dependency))
  if (missing === undefined) return null
  const [id] = resolveSlot(missing, instance, turn.index).ids
  const { id: name } = plan.callback
  // The stack would be the app's own and say nothing about the script.
  const { stack: _, ...error } = toErrorInfo(new AppError('NOT_FOUND', `The callback "${name}" needs "${id ?? ''}.${missing.prop}", and the page has no component "${id ?? ''}"`, {
    hint: `Give a component this id, or mark the ${missing.kind} as optional.`,
  }))
  return error
}
