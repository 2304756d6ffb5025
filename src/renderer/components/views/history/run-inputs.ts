import type { RunRecord } from '../../../../shared/history.ts'
import { isPlainObject } from '../../../../shared/grouping.ts'

/** What a run was given, by name: a form's params, or the props that a callback read. null: lost. */
export function runInputs({ inputs, row }: RunRecord): Readonly<Record<string, unknown>> | null {
  if (inputs === null) return null
  const values = inputs.args[1]
  if (row.job.callbackId === 'run' && isPlainObject(values)) return values
  const { inputs: given, states } = inputs.context
  return { ...given, ...states }
}
