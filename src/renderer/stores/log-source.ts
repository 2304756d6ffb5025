import type { ShallowRef } from 'vue'
import type { ErrorInfo } from '../../shared/errors.ts'
import type { LogExtent, LogLine, LogSearch } from '../../shared/log.ts'

/** The lines of a log as a view draws them: those that it wants, not all of them. */
export interface LogSource {
  readonly extent: Readonly<ShallowRef<LogExtent>>
  readonly status: Readonly<ShallowRef<'reading' | 'read' | 'failed'>>
  readonly error: Readonly<ShallowRef<ErrorInfo | null>>
  /** Changes when lines have come. */
  readonly version: Readonly<ShallowRef<number>>
  /** undefined: it is on its way. */
  line(number: number): LogLine | undefined
  /** Says which lines are in view. */
  want(from: number, to: number): void
  /** Numbers of lines, ascending. */
  search(search: Omit<LogSearch, 'jobId'>): Promise<Uint32Array>
  /** All lines, with their colours; rejects where they are too many to be copied. */
  text(): Promise<string>
}
export const noExtent: LogExtent = { lines: 0, bytes: 0, cut: null }
