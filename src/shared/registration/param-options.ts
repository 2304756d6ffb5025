import { isPlainObject } from '../grouping.ts'
import type { ParamKind } from '../params.ts'
import { isList } from './read-list.ts'

/** What an option of a param must be, in words, and how that is told. */
export const requirements = {
  'a text': (value: unknown) => typeof value === 'string',
  'a number': (value: unknown) => typeof value === 'number' && Number.isFinite(value),
  'a number above 0': (value: unknown) => typeof value === 'number' && Number.isFinite(value) && value > 0,
  'a day': (value: unknown) => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/u.test(value),
  'a list of texts': (value: unknown) => isList(value) && value.every((each) => typeof each === 'string'),
  'a list of values, or of { label, value }': (value: unknown) => isList(value) && value.every(isChoice),
  'an object': (value: unknown) => isPlainObject(value),
  'true or false': (value: unknown) => typeof value === 'boolean',
  'anything': (value: unknown) => !Array.isArray(value) || isList(value),
} as const
export type Requirement = keyof typeof requirements
type Options = Readonly<Record<string, Requirement>>

const common: Options = { label: 'a text', help: 'a text', group: 'a text', required: 'true or false', shownWhen: 'an object', default: 'anything' }
const numeric: Options = { min: 'a number', max: 'a number', step: 'a number above 0', unit: 'a text' }
const text: Options = { pattern: 'a text', placeholder: 'a text' }
const days: Options = { min: 'a day', max: 'a day' }
const counts: Options = { min: 'a number', max: 'a number' }
const paths: Options = { extensions: 'a list of texts' }
const choices: Options = { choices: 'a list of values, or of { label, value }' }

const own: Readonly<Record<ParamKind, Options>> = {
  'integer': numeric, 'number': numeric, 'range': numeric, 'text': text, 'multiline': text, 'boolean': {}, 'choice': choices, 'multi-choice': { ...choices, ...counts },
  'date': days, 'time-span': counts, 'file': paths, 'save-as': paths, 'files': paths, 'folder': {}, 'colour': {}, 'json': {}, 'secret': { placeholder: 'a text' },
}

export function isParamKind(candidate: unknown): candidate is ParamKind { return typeof candidate === 'string' && Object.hasOwn(own, candidate) }

/** The options that a kind of param takes, and what each must be. */
export function optionsOfKind(kind: ParamKind): Options { return { ...common, ...own[kind] } }

function isChoice(entry: unknown): boolean {
  return isPlainObject(entry) && typeof entry['label'] === 'string' && (typeof entry['value'] === 'string' || typeof entry['value'] === 'number')
}
