import { isPlainObject } from './grouping.ts'
import { readJson } from './reading/read-json.ts'

/** What stands for a value in a JSON field while its text is no JSON: the text is kept, and no check lets it pass. */
export interface Unreadable { readonly $simmer: 'unreadable'; readonly text: string; readonly message: string }

/** Tells such a value from all others. */
export function isUnreadable(value: unknown): value is Unreadable {
  return isPlainObject(value) && value['$simmer'] === 'unreadable' && typeof value['text'] === 'string' && typeof value['message'] === 'string'
}

/** The value of a JSON field's text: null where it is empty. */
export function readJsonText(text: string): unknown {
  if (text.trim() === '') return null
  const read = readJson(text)
  return read.ok ? read.value : { $simmer: 'unreadable', text, message: read.message } satisfies Unreadable
}
