import * as v from 'valibot'
import type { Needs } from '../../shared/queue/needs.ts'
import { parseJson } from './parse-json.ts'

const amounts = v.record(v.string(), v.number())
const laneSchema = v.tuple([v.nullable(v.string()), v.nullable(v.number()), amounts, amounts])
/** A few kinds of runs are asked for over and over. */
const known = new Map<string, Needs | undefined>()

/** What the runs of a stored lane need beside a slot; one that cannot be read needs nothing. */
export function parseLane(lane: string): Needs | undefined {
  if (lane === '') return undefined
  if (known.has(lane)) return known.get(lane)
  const parsed = parseJson(laneSchema, lane)
  const needs = parsed === undefined ? undefined : { concurrency: parsed[1], resources: parsed[2], totals: parsed[3] }
  if (known.size > 1_000) known.clear()
  known.set(lane, needs)
  return needs
}
