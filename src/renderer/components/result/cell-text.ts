import { numberText } from './number-text.ts'
import { previewText } from './preview-text.ts'
import { isQuantity } from './quantity.ts'

/** Any value in one short line, as tables and facts show it; never throws, whatever the value holds. */
export function cellText(value: unknown): string {
  switch (typeof value) {
    case 'undefined': return ''
    case 'number': return numberText(value)
    case 'bigint': return value.toLocaleString('en-US')
    case 'boolean': return value ? 'yes' : 'no'
    case 'string': return value
    case 'object': return value === null ? '' : objectText(value)
    case 'symbol':
    case 'function': return String(value)
  }
}

function objectText(value: object): string {
  if (value instanceof Date) return dateText(value)
  if (value instanceof Map) return `Map of ${value.size}`
  if (value instanceof Set) return value.size <= 20 ? [...value].map(innerText).join(', ') : `set of ${value.size}`
  if (value instanceof Error) return `${value.name}: ${value.message}`
  if (ArrayBuffer.isView(value)) return 'length' in value ? `${value.constructor.name} of ${String(value.length)}` : `${value.byteLength} bytes`
  if (Array.isArray(value)) return value.length <= 20 ? value.map(innerText).join(', ') : `list of ${value.length}`
  if (isQuantity(value)) return `${cellText(value.value)} ${value.unit}`
  return previewText(value)
}

/** A list in a list is a preview: it may hold itself. */
function innerText(item: unknown): string {
  return typeof item === 'object' && item !== null && !(item instanceof Date) ? previewText(item) : cellText(item)
}

/** In UTC, since a script's dates mostly are days or measured times and must read alike everywhere; midnight is a day. */
function dateText(date: Date): string {
  if (Number.isNaN(date.getTime())) return 'invalid date'
  const text = date.toISOString()
  return text.endsWith('T00:00:00.000Z') ? text.slice(0, -14) : text.replace('T', ' ').replace(/\.\d+Z$/, ' UTC')
}
