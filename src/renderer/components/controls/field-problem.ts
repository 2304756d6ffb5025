/** What a field asks of its value, as its layout says it. */
export interface FieldLimits { readonly type?: string | undefined; readonly min?: string | undefined; readonly max?: string | undefined; readonly step?: string | undefined; readonly pattern?: string | undefined; readonly title?: string | undefined }

type Validity = Partial<Pick<ValidityState, 'badInput' | 'valueMissing' | 'typeMismatch' | 'patternMismatch' | 'rangeUnderflow' | 'rangeOverflow' | 'stepMismatch' | 'tooLong'>>

/** What is wrong with what is in a field, and what to do about it; '' where nothing is. */
export function fieldProblem(validity: Validity, { type, min, max, step, pattern, title }: FieldLimits): string {
  if (validity.badInput === true) return 'This is not a number.'
  if (validity.valueMissing === true) return 'This field needs a value.'
  if (validity.typeMismatch === true) return type === 'email' ? 'This is not an e-mail address, such as ada@example.org.' : 'This is not a whole address, such as https://example.org.'
  if (validity.patternMismatch === true) return title ?? `This does not fit the pattern ${pattern ?? ''}.`
  if (validity.rangeUnderflow === true) return `This must be at least ${min ?? ''}.`
  if (validity.rangeOverflow === true) return `This must be at most ${max ?? ''}.`
  if (validity.stepMismatch === true) return `This must be in steps of ${step ?? ''}${min === undefined ? '' : `, counted from ${min}`}.`
  return validity.tooLong === true ? 'This is too long.' : ''
}
