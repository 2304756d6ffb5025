import { AppError } from '../errors.ts'
import { type Dependency, type DependencyGrouping, isDependency } from '../dependency.ts'
import { isPlainObject, nameKind, validateGrouping } from '../grouping.ts'
import { noUpdateMark } from '../protocol.ts'
import type { PropChange, Slot } from './state.ts'

/** Tells `noUpdate` as it crosses processes, at any depth (D6). */
export function isNoUpdate(value: unknown): boolean {
  return isPlainObject(value) && value['$simmer'] === noUpdateMark.$simmer
}

/**
 * The props that a value of this grouping sets, in the grouping's order; parts that are `noUpdate` set none.
 * Throws WRONG_SHAPE where the value does not fit, or a list has not one value for each component of an ALL.
 */
export function distribute(schema: DependencyGrouping, slots: readonly Slot[], value: unknown): readonly PropChange[] {
  const mismatch = validateGrouping<Dependency>(schema, value, { isScalar: isDependency, accepts: isNoUpdate })
  if (mismatch !== undefined) {
    throw new AppError('WRONG_SHAPE', `Expected ${mismatch.expected}${mismatch.path === '' ? '' : ` at ${mismatch.path}`}, got ${mismatch.received}`)
  }
  let next = 0
  const visit = (part: DependencyGrouping, given: unknown): readonly PropChange[] => {
    if (isDependency(part)) return assign(slots[next++], given)
    const members = Array.isArray(part) ? (part as readonly DependencyGrouping[]).map((member, at): [number | string, DependencyGrouping] => [at, member])
      : Object.entries(part as Readonly<Record<string, DependencyGrouping>>)
    return members.flatMap(([key, member]) => visit(member, isNoUpdate(given) ? given : (given as Readonly<Record<number | string, unknown>>)[key]))
  }
  return visit(schema, value)
}

function assign(slot: Slot | undefined, value: unknown): readonly PropChange[] {
  if (slot === undefined || isNoUpdate(value)) return []
  const { ids, prop } = slot
  if (!slot.many) return ids.map((id) => ({ id, prop, value }))
  if (!Array.isArray(value) || value.length !== ids.length) {
    throw new AppError('WRONG_SHAPE', `Expected an array of ${ids.length} for the prop "${prop}" of all components that the pattern matches, got ${nameKind(value)}`, {
      hint: 'Return one value for each matching component, in the order of the layout.',
    })
  }
  return ids.flatMap((id, at) => isNoUpdate(value[at]) ? [] : [{ id, prop, value: value[at] as unknown }])
}
