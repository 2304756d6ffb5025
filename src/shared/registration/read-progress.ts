import { type Dependency, dependencyName, type Grouping, isDependency } from '../dependency.ts'
import { validateGrouping } from '../grouping.ts'
import type { CallbackDescriptor } from '../task.ts'
import { dependenciesOf } from './callback-id.ts'
import { readGrouping } from './read-grouping.ts'
import { type Options } from './read-options.ts'
import { refusal } from './refusal.ts'

const isScalar = isDependency as (candidate: unknown) => candidate is Dependency<'output'>

/** Reads `progress` and `progressDefault` (A3, A5). A default of 0, '', false or null is one. */
export function readProgress({ place, given }: Options): Pick<CallbackDescriptor, 'progress' | 'progressDefault'> {
  const progress: Grouping<Dependency<'output'>> | null = given['progress'] === undefined ? null
    : readGrouping(place, 'progress', { value: given['progress'], kinds: ['output'] })
  if (!('progressDefault' in given) || given['progressDefault'] === undefined) return { progress, progressDefault: null }
  const value = given['progressDefault']
  if (progress === null) throw refusal(place, 'progressDefault without progress', "Say which props it is for, as progress: [Output('bar', 'value')].")
  const mismatch = validateGrouping(progress, value, { isScalar })
  if (mismatch !== undefined) {
    throw refusal(place, `progressDefault${/^[^[]/u.test(mismatch.path) ? '.' : ''}${mismatch.path} must have the shape of progress: expected ${mismatch.expected}, got ${mismatch.received}`,
      `It stands for ${dependenciesOf(progress).map(dependencyName).join(', ')}: write one value for each, in the shape of progress.`)
  }
  return { progress, progressDefault: { value } }
}
