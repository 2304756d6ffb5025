import { isPlainObject } from '../../../shared/grouping.ts'

/** What happened in a figure, as a prop has it: small and plain, without the figure's own data. */
export interface FigureEvent { readonly points: readonly Readonly<Record<string, unknown>>[] }

/** What of a point is told; the rest of what Plotly knows is its traces and axes. */
const told = [
  'curveNumber', 'pointNumber', 'pointNumbers', 'pointIndex', 'x', 'y', 'z', 'r', 'theta', 'a', 'b', 'c', 'lat', 'lon', 'location', 'value', 'label',
  'percent', 'text', 'customdata', 'id', 'parent', 'open', 'high', 'low', 'close',
] as const

/** Plotly's event without what cannot or need not be kept; null for none (a selection that was cleared). */
export function figureEvent(event: unknown): FigureEvent | null {
  if (!isLike(event) || !Array.isArray(event['points'])) return null
  return { points: event['points'].filter(isLike).map((point) => ({
    ...Object.fromEntries(told.flatMap((name) => (isPlain(point[name]) ? [[name, point[name]] as const] : []))),
    ...(isLike(point['data']) && typeof point['data']['name'] === 'string' ? { name: point['data']['name'] } : {}),
  })) }
}

/** What was zoomed, panned or switched: texts, numbers and ranges alone. */
export function relayoutEvent(event: unknown): Readonly<Record<string, unknown>> | null {
  if (!isLike(event)) return null
  return Object.fromEntries(Object.entries(event).filter(([, value]) => isPlain(value)))
}

function isLike(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isPlain(value: unknown, depth = 0): boolean {
  if (value === undefined || typeof value === 'function' || typeof value === 'symbol') return false
  if (typeof value !== 'object' || value === null || value instanceof Date) return true
  if (depth > 3) return false
  if (Array.isArray(value)) return value.length <= 10_000 && value.every((item) => isPlain(item, depth + 1))
  return isPlainObject(value) && Object.values(value).every((item) => isPlain(item, depth + 1))
}
