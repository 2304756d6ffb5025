import { isPlainObject } from './grouping.ts'

/** How long and how much is kept. Ages in ms, sizes in bytes; Infinity where there is no limit. */
export interface Retention {
  readonly history: { readonly age: number; readonly runs: number; readonly bytes: number }
  readonly logs: { readonly age: number; readonly bytes: number }
}

const day = 24 * 3_600_000
const gib = 1024 ** 3

/** Generous: two years, a million runs, 50 GiB; logs for half a year, 10 GiB. */
export const defaultRetention: Retention = {
  history: { age: 730 * day, runs: 1_000_000, bytes: 50 * gib },
  logs: { age: 180 * day, bytes: 10 * gib },
}

/** The limits as settings keep them: days, runs and GiB, null for none. */
export interface RetentionSetting {
  readonly days: number | null
  readonly runs: number | null
  readonly gib: number | null
  readonly logDays: number | null
  readonly logGib: number | null
}

export const retentionSettingName = 'history.retention'

/** What a setting means; what is absent or damaged of it has its default. */
export function readRetention(kept: unknown): Retention {
  const setting = isPlainObject(kept) ? kept : {}
  const limit = (name: keyof RetentionSetting, unit: number, otherwise: number): number => {
    const value = setting[name]
    if (value === null) return Number.POSITIVE_INFINITY
    return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value * unit : otherwise
  }
  const { history, logs } = defaultRetention
  return {
    history: { age: limit('days', day, history.age), runs: limit('runs', 1, history.runs), bytes: limit('gib', gib, history.bytes) },
    logs: { age: limit('logDays', day, logs.age), bytes: limit('logGib', gib, logs.bytes) },
  }
}

/** The other way round. */
export function retentionSetting({ history, logs }: Retention): RetentionSetting {
  const of = (value: number, unit: number): number | null => (value === Number.POSITIVE_INFINITY ? null : value / unit)
  return { days: of(history.age, day), runs: of(history.runs, 1), gib: of(history.bytes, gib), logDays: of(logs.age, day), logGib: of(logs.bytes, gib) }
}
