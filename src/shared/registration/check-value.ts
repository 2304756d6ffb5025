import { type Dependency, dependencyName, type Grouping, isDependency } from '../dependency.ts'
import { AppError } from '../errors.ts'
import { mapGrouping, validateGrouping } from '../grouping.ts'

const isScalar: (candidate: unknown) => candidate is Dependency = isDependency

export interface ValueCheck {
  /** `The result` or `The progress value`, for the error's text. */
  readonly what: string
  readonly grouping: Grouping<Dependency>
  /** noUpdate, which may stand for any part (D6). */
  readonly accepts: (part: unknown) => boolean
}

/** Throws WRONG_SHAPE, with path, expected and received, where `value` does not have the shape of its grouping (B3, D3). */
export function checkValue({ what, grouping, accepts }: ValueCheck, value: unknown): void {
  const mismatch = validateGrouping(grouping, value, { isScalar, accepts })
  if (mismatch === undefined) return
  const at = mismatch.path === '' ? '' : ` at ${mismatch.path}`
  throw new AppError('WRONG_SHAPE', `${what} does not fit${at}: expected ${mismatch.expected}, got ${mismatch.received}`,
    { hint: `It must have the shape ${JSON.stringify(mapGrouping(grouping, dependencyName, isScalar))}.` })
}
