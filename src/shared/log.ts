import type { JobId, Timestamp } from './brand.ts'

export type LogStream = 'stdout' | 'stderr' | 'app'

/** One line of a log as a terminal would show it: `length` is of the whole, `text` its beginning where it is very long. */
export interface LogLine { readonly stream: LogStream; readonly at: Timestamp; readonly text: string; readonly length: number }

/** Characters of a line that cross to a window. Saving a log writes it whole. */
export const lineLimit = 4_000

/**
 * How much of a log is on the disk. Lines are counted from 0 over all that was ever printed; those from `cut.from` up to
 * and without `cut.to` were left out when the log was at its limit.
 */
export interface LogExtent { readonly lines: number; readonly bytes: number; readonly cut: { readonly from: number; readonly to: number; readonly bytes: number } | null }

/** What stands where output was left out. */
export function cutWords(bytes: number): string {
  return `✂ ${new Intl.NumberFormat('en', { maximumFractionDigits: 1 }).format(bytes / 1024 / 1024)} MB of output are left out here: the log is at its limit.`
}

/** Lines by number: from `from` up to and without `to`, 2,000 at most. */
export interface LogRange { readonly jobId: JobId; readonly from: number; readonly to: number }
export const rangeLimit = 2_000

export interface LogSearch { readonly jobId: JobId; readonly text: string; readonly matchCase: boolean; readonly wholeWord: boolean }
/** The numbers of the lines in which it was found, ascending. */
export interface LogMatches { readonly lines: Uint32Array }
