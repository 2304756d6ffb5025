import { NumberSummary } from '../statistics/number-summary.ts'
import { ValueCounts } from './value-counts.ts'
import { dateTime, numberOf, type ValueKind, valueKind } from './value-kind.ts'

export type ColumnType = 'integer' | 'number' | 'boolean' | 'date' | 'text' | 'empty'

/** One row of the profile's table. */
export interface ColumnReport {
  readonly name: string
  readonly type: ColumnType
  readonly values: number
  readonly missing: number
  /** Different values; an estimate (about 2 % off) where `distinctEstimated`. */
  readonly distinct: number
  readonly distinctEstimated: boolean
  /** Of numbers and dates. */
  readonly min: number | string | null
  readonly max: number | string | null
  readonly mean: number | null
  readonly std: number | null
  /** The most frequent values and how often they occur; "≥" where the count is a lower bound. */
  readonly top: string
}

const topLength = 5
/** A column of text with at least this share of numbers or dates is worth a warning. */
const nearlyAll = 0.9
const typedKinds = ['integer', 'number', 'boolean', 'date'] as const satisfies readonly ValueKind[]

interface DatedValue { readonly value: string; readonly time: number }
interface FirstText { readonly value: string; readonly line: number }

/** Gathers what is to be said of one column, in bounded memory. */
export class ColumnProfile {
  readonly name: string
  readonly #commaDecimals: boolean
  readonly #kinds: Record<ValueKind, number> = { missing: 0, integer: 0, number: 0, boolean: 0, date: 0, text: 0 }
  readonly #numbers = new NumberSummary()
  readonly #counts: ValueCounts
  #first: DatedValue | null = null
  #last: DatedValue | null = null
  #firstText: FirstText | null = null

  constructor(name: string, options: { readonly exactDistinct: number; readonly commaDecimals: boolean }) {
    this.name = name
    this.#commaDecimals = options.commaDecimals
    this.#counts = new ValueCounts(options.exactDistinct)
  }

  add(field: string, line: number): void {
    const value = field.trim()
    const kind = valueKind(value, this.#commaDecimals)
    this.#kinds[kind] += 1
    if (kind === 'missing') return
    this.#counts.add(value)
    if (kind === 'integer' || kind === 'number') this.#numbers.add(numberOf(value))
    else if (kind === 'date') this.#addDate(value)
    else if (kind === 'text') this.#firstText ??= { value: value.slice(0, 40), line }
  }

  /** For a field that a short row does not have. */
  addMissing(): void { this.#kinds.missing += 1 }

  get type(): ColumnType {
    const present = this.#present
    const { integer, number, boolean, date } = this.#kinds
    if (present === 0) return 'empty'
    if (integer === present) return 'integer'
    if (integer + number === present) return 'number'
    if (boolean === present) return 'boolean'
    return date === present ? 'date' : 'text'
  }

  report(): ColumnReport {
    const { type } = this
    const numeric = type === 'integer' || type === 'number' ? this.#numbers : null
    return {
      name: this.name, type, values: this.#present, missing: this.#kinds.missing,
      distinct: this.#counts.distinct, distinctEstimated: !this.#counts.exact,
      min: type === 'date' ? this.#first?.value ?? null : numeric?.min ?? null,
      max: type === 'date' ? this.#last?.value ?? null : numeric?.max ?? null,
      mean: rounded(numeric?.mean), std: rounded(numeric?.standardDeviation),
      top: this.#topValues(),
    }
  }

  /** What is odd about the column, or null. */
  warning(): string | null {
    if (this.type !== 'text' || this.#firstText === null) return null
    const present = this.#present
    const typed = typedKinds.reduce((sum, kind) => sum + this.#kinds[kind], 0)
    if (typed / present < nearlyAll) return null
    const { value, line } = this.#firstText
    return `Column "${this.name}" counts as text because of ${this.#kinds.text.toLocaleString('en')} of ${present.toLocaleString('en')} values, `
      + `the first on line ${line}: "${value}".`
  }

  get #present(): number {
    return this.#kinds.text + typedKinds.reduce((sum, kind) => sum + this.#kinds[kind], 0)
  }

  #addDate(value: string): void {
    const time = dateTime(value)
    if (this.#first === null || time < this.#first.time) this.#first = { value, time }
    if (this.#last === null || time > this.#last.time) this.#last = { value, time }
  }

  #topValues(): string {
    const counted = this.#counts.top(topLength)
    // Where every value is another one, none is more frequent.
    if (counted[0]?.count === 1 && this.#counts.distinct > topLength) return ''
    const mark = this.#counts.exact ? '' : '≥ '
    return counted.map(({ value, count }) => `${value} (${mark}${count.toLocaleString('en')})`).join(', ')
  }
}

/** Without the noise of the last digits. */
function rounded(value: number | null | undefined): number | null {
  return value === null || value === undefined ? null : Number(value.toPrecision(12))
}
