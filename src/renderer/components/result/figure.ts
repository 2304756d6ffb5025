import { isPlainObject } from '../../../shared/grouping.ts'

/** A Plotly figure as JSON: traces, layout, and what scripts add to them. */
export interface FigureJson {
  readonly data: readonly object[]
  readonly layout?: Readonly<Record<string, unknown>>
  readonly config?: Readonly<Record<string, unknown>>
  readonly frames?: readonly unknown[]
}

/** Tells a figure from any other result: an object with a list of traces and nothing that a figure lacks. */
export function isFigure(value: unknown): value is FigureJson {
  if (!isPlainObject(value) || !Array.isArray(value['data'])) return false
  const known = ['data', 'layout', 'config', 'frames']
  return Object.keys(value).every((key) => known.includes(key)) && value['data'].every(isTrace)
    && (value['layout'] === undefined || isPlainObject(value['layout']))
    && (value['data'].length > 0 || value['layout'] !== undefined)
}

function isTrace(trace: unknown): boolean {
  if (!isPlainObject(trace)) return false
  return typeof trace['type'] === 'string' || ['x', 'y', 'z', 'values', 'labels'].some((key) => Array.isArray(trace[key]) || ArrayBuffer.isView(trace[key]))
}
