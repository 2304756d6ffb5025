import type { ParamSpec } from '../../../shared/params.ts'
import { timeSpanWords } from '../../../shared/reading/time-span-words.ts'

/** A param's value in a few words, for telling what a field goes back to; '' where it is empty. */
export function valueWords(spec: ParamSpec, value: unknown): string {
  const text = wordsOf(spec, value)
  return text.length > 60 ? `${text.slice(0, 59)}…` : text
}

function wordsOf(spec: ParamSpec, value: unknown): string {
  if (value === null || value === undefined) return ''
  switch (spec.kind) {
    case 'boolean': return value === true ? 'yes' : 'no'
    case 'choice': return spec.choices.find((choice) => choice.value === value)?.label ?? ''
    case 'multi-choice': return Array.isArray(value) ? spec.choices.filter((choice) => value.includes(choice.value)).map(({ label }) => label).join(', ') : ''
    case 'time-span': return typeof value === 'number' ? timeSpanWords(value) : ''
    case 'range': return Array.isArray(value) ? value.join(' to ') : ''
    case 'files': return Array.isArray(value) ? `${value.length} files` : ''
    case 'json': return JSON.stringify(value)
    default: return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
  }
}
