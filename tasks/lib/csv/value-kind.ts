export type ValueKind = 'missing' | 'integer' | 'number' | 'boolean' | 'date' | 'text'

const missingWords: ReadonlySet<string> = new Set(['', 'na', 'n/a', '#n/a', 'nan', 'null'])
const booleanWords: ReadonlySet<string> = new Set(['true', 'false', 'yes', 'no'])
const longestWord = 5

const integer = /^[+-]?(?:0|[1-9]\d*)$/
/** Leading zeros make a code ("00501"), not a number. */
const number = /^[+-]?(?:(?:0|[1-9]\d*)(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i
const decimalComma = /^[+-]?(?:0|[1-9]\d*),\d+$/
/** ISO 8601 dates and times, also with slashes: others are ambiguous, and stay text. */
const date = /^\d{4}([-/])\d{2}\1\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/

/** Tells what one trimmed value is. `commaDecimals`: 3,14 is a number too. */
export function valueKind(value: string, commaDecimals: boolean): ValueKind {
  if (value.length <= longestWord) {
    const word = value.toLowerCase()
    if (missingWords.has(word)) return 'missing'
    if (booleanWords.has(word)) return 'boolean'
  }
  if (!startsLikeNumber(value)) return 'text'
  if (integer.test(value)) return 'integer'
  if (number.test(value) || (commaDecimals && decimalComma.test(value))) return 'number'
  return date.test(value) && !Number.isNaN(dateTime(value)) ? 'date' : 'text'
}

/** The number that a value of kind `integer` or `number` says. */
export function numberOf(value: string): number {
  return Number(value.includes(',') ? value.replace(',', '.') : value)
}

/** Milliseconds since 1970 of a value of kind `date`, for comparing; without a zone it counts as UTC. NaN: no such day. */
export function dateTime(value: string): number {
  const year = Number(value.slice(0, 4))
  const month = Number(value.slice(5, 7))
  const day = Number(value.slice(8, 10))
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return NaN
  if (value.length === 10) return Date.UTC(year, month - 1, day)
  const time = value.slice(11).replace(',', '.').replace(/([+-]\d{2})(\d{2})$/, '$1:$2')
  return Date.parse(`${value.slice(0, 10).replaceAll('/', '-')}T${/(?:Z|[+-]\d{2}:\d{2})$/.test(time) ? time : `${time}Z`}`)
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

function startsLikeNumber(value: string): boolean {
  const code = value.charCodeAt(0)
  return (code >= 48 && code <= 57) || code === 43 || code === 45 || code === 46
}
