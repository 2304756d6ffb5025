import { AppError } from '../shared/errors.ts'
import type { Choice, ChoiceValue } from '../shared/params.ts'

/** Choices with their labels, from values or from entries with labels. Throws SCRIPT_REFUSED where there is none. */
export function readChoices(maker: string, given: unknown): readonly Choice[] {
  // A script in JavaScript may have left it out.
  if (!Array.isArray(given) || given.length === 0) {
    throw new AppError('SCRIPT_REFUSED', `${maker}() needs at least one entry in \`choices\``, { hint: `Write ${maker}({ choices: ['one', 'two'] }).` })
  }
  return (given as readonly (ChoiceValue | Choice)[]).map((entry): Choice => (typeof entry === 'object' ? entry : { label: String(entry), value: entry }))
}
