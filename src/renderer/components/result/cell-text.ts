import { isPlainObject } from '../../../shared/grouping.ts'

const grouped = new Intl.NumberFormat('en-US', { maximumFractionDigits: 6 })

/** Any value in one short line, as tables and facts show it. Numbers from 10,000 up have their thousands set apart. */
export function cellText(value: unknown): string {
  if (value === null || value === undefined) return ''
  switch (typeof value) {
    case 'number': return numberText(value)
    case 'bigint': return value.toLocaleString('en-US')
    case 'boolean': return value ? 'yes' : 'no'
    case 'string': return value
    default: return objectText(value)
  }
}

function numberText(value: number): string {
  if (!Number.isFinite(value) || Number.isInteger(value)) return Math.abs(value) >= 10_000 ? value.toLocaleString('en-US') : String(value)
  const size = Math.abs(value)
  return size >= 1e15 || size < 1e-4 ? value.toExponential(4) : grouped.format(value)
}

function objectText(value: object | symbol | ((...args: never[]) => unknown)): string {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'invalid date' : value.toISOString().replace('T', ' ').replace(/\.\d+Z$/, ' UTC')
  if (value instanceof Map) return `Map of ${value.size}`
  if (value instanceof Set) return [...value].map(cellText).join(', ')
  if (ArrayBuffer.isView(value)) return `${value.constructor.name} of ${value.byteLength} bytes`
  if (Array.isArray(value)) return value.length <= 20 ? value.map(cellText).join(', ') : `list of ${value.length}`
  if (isPlainObject(value)) return JSON.stringify(value)
  return Object.prototype.toString.call(value)
}
