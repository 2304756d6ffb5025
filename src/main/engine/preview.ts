import { isPlainObject } from '../../shared/grouping.ts'

const mostCharacters = 60
const deepest = 4

/**
 * A value in at most 60 characters, however large it is. Where they do not say all of it they end in `…` and, with `digest` given,
 * in the first of its digits, so that two values that differ late still differ here.
 */
export function preview(value: unknown, digest?: () => string): string {
  const writing: Writing = { text: '', exact: true }
  if (typeof value === 'string') write(writing, value.slice(0, mostCharacters + 1))
  else describe(writing, value, 0)
  if (writing.exact && writing.text.length <= mostCharacters) return writing.text
  const mark = digest === undefined ? '' : ` #${digest().slice(0, 8)}`
  const room = mostCharacters - mark.length
  return `${writing.text.length <= room ? writing.text : `${writing.text.slice(0, room - 1)}…`}${mark}`
}

interface Writing { text: string; exact: boolean }

function describe(to: Writing, value: unknown, depth: number): void {
  if (to.text.length > mostCharacters) return
  switch (typeof value) {
    case 'string': write(to, JSON.stringify(value.slice(0, mostCharacters))); to.exact &&= value.length <= mostCharacters; return
    case 'bigint': write(to, `${value}n`); return
    case 'object': if (value === null) write(to, 'null'); else describeObject(to, value, depth); return
    case 'function':
    case 'symbol': write(to, `a ${typeof value}`); to.exact = false; return
    case 'number':
    case 'boolean':
    case 'undefined': write(to, String(value))
  }
}

function describeObject(to: Writing, value: object, depth: number): void {
  if (value instanceof Date) write(to, Number.isNaN(value.getTime()) ? 'an invalid date' : value.toISOString())
  else if (value instanceof RegExp) write(to, String(value))
  else if (depth < deepest && Array.isArray(value)) {
    members(to, ['[', ']'], Array.from({ length: Math.min(value.length, mostCharacters) }, (_, index) => () => { describe(to, value[index], depth + 1) }))
    to.exact &&= value.length <= mostCharacters
  } else if (depth < deepest && isPlainObject(value)) {
    members(to, ['{', '}'], Object.keys(value).slice(0, mostCharacters).map((key) => () => {
      write(to, `${JSON.stringify(key)}:`)
      describe(to, value[key], depth + 1)
    }))
  } else {
    write(to, sizeWords(value))
    to.exact = false
  }
}

function members(to: Writing, [open, close]: readonly [string, string], writers: readonly (() => void)[]): void {
  write(to, open)
  writers.forEach((writeMember, index) => {
    if (to.text.length > mostCharacters) return
    if (index > 0) write(to, ',')
    writeMember()
  })
  write(to, close)
}

function sizeWords(value: object): string {
  const kind = Object.prototype.toString.call(value).slice(8, -1)
  if (value instanceof Map || value instanceof Set) return `${kind}(${value.size})`
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return `${kind}(${value instanceof ArrayBuffer || value instanceof DataView ? value.byteLength : (value as Uint8Array).length})`
  if (value instanceof Error) return `${value.name}: ${value.message}`
  return Array.isArray(value) ? `[${value.length} items]` : isPlainObject(value) ? '{…}' : kind
}

function write(to: Writing, text: string): void { to.text += text }
