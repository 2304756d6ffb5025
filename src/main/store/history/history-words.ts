import { isPlainObject } from '../../../shared/grouping.ts'
import type { Outcome } from '../../../shared/outcome.ts'

/** Begins the words that stand for a task and an outcome: a character of no script, which the tokenizer takes as a letter. */
const mark = '\uE000'
const longest = 2_000

/** Marks of a run: of its task, its outcome, and both, so that any filter is the lookup of one word. */
export function historyMarks(task: number, outcome: Outcome): string {
  const name = outcome.toLowerCase()
  return `${mark}t${task} ${mark}o${name} ${mark}t${task}o${name}`
}

/** What is written into the index for one run: `texts`, and what its arguments hold, as far as they are short. */
export function historyText(texts: readonly string[], args: readonly unknown[]): string {
  const parts: string[] = [...texts]
  let length = 0
  const take = (value: unknown, depth: number): void => {
    if (length > longest) return
    switch (typeof value) {
      case 'string': case 'number': case 'bigint': case 'boolean': {
        const text = String(value).slice(0, longest)
        parts.push(text)
        length += text.length + 1
        return
      }
      default:
    }
    if (value instanceof Date) { parts.push(Number.isNaN(value.getTime()) ? '' : value.toISOString()); return }
    if (depth > 3) return
    if (Array.isArray(value)) { for (const item of value.slice(0, 50)) take(item, depth + 1); return }
    if (isPlainObject(value)) for (const [name, item] of Object.entries(value)) { take(name, depth + 1); take(item, depth + 1) }
  }
  for (const arg of args) take(arg, 0)
  return parts.join(' ').replaceAll(mark, ' ')
}

export interface WordsQuery { readonly task: number | null; readonly outcomes: readonly Outcome[]; readonly words: string }

/** The same as a query of the index; null: everything is wanted. Words are those of the tokenizer: letters and digits, whatever stands between. */
export function historyMatch({ task, outcomes, words }: WordsQuery): string | null {
  const of = task === null ? '' : `t${task}`
  const marks = outcomes.length === 0 ? (of === '' ? [] : [`${mark}${of}`]) : outcomes.map((outcome) => `${mark}${of}o${outcome.toLowerCase()}`)
  const wanted = (words.normalize('NFC').replaceAll(mark, ' ').match(/[\p{L}\p{N}\p{Co}]+/gu) ?? []).slice(0, 20).map((word) => `"${word}"`)
  const parts = [...(marks.length === 0 ? [] : [`(${marks.map((one) => `"${one}"`).join(' OR ')})`]), ...wanted]
  return parts.length === 0 ? null : parts.join(' AND ')
}
