import type { Outcome } from '../../shared/outcome.ts'
import { type Appearance, appearanceOf } from './job-appearance.ts'

/** How an outcome is told where there is no job: in filters. */
export function outcomeAppearance(outcome: Outcome): Appearance {
  return appearanceOf(outcome)
}
