import type { ParamProblem } from './params.ts'

/** Every way in which something can go wrong, named once. */
export const errorCodes = [
  'TASK_THREW', 'CRASHED', 'TIMED_OUT', 'MEMORY_LIMIT', 'INTERRUPTED', 'NOT_CLONEABLE', 'WRONG_SHAPE',
  'SCRIPT_BROKEN', 'SCRIPT_REFUSED', 'SCRIPT_MISSING', 'SCRIPT_CHANGED', 'NOT_TRUSTED', 'FOLDER_MISSING',
  'FILE_MISSING', 'BAD_ARGUMENT', 'NOT_FOUND', 'REFUSED', 'DATABASE', 'DISK_FULL', 'HOST_FAILED', 'INTERNAL',
] as const
export type ErrorCode = (typeof errorCodes)[number]

/** A place in a user's script, from a mapped stack. `line` and `column` count from 1. */
export interface SourcePlace { readonly file: string; readonly line: number; readonly column?: number }

/** An error as it crosses processes and is stored: plain values only. */
export interface ErrorInfo {
  readonly code: ErrorCode
  /** What went wrong, in one sentence a user understands. */
  readonly message: string
  /** The error's class in the script, such as `RangeError`. */
  readonly name?: string
  readonly stack?: string
  readonly place?: SourcePlace
  /** What the user can do about it. */
  readonly hint?: string
  /** The last lines of the log, for a process that died. */
  readonly lastLines?: readonly string[]
  /** Of a form whose values cannot run: what is wrong with which param. */
  readonly problems?: readonly ParamProblem[]
  readonly cause?: ErrorInfo
}

/** An error of Simmer's own, with a code that survives process borders. */
export class AppError extends Error {
  override readonly name = 'AppError'
  readonly code: ErrorCode
  readonly hint: string | undefined
  readonly place: SourcePlace | undefined
  readonly problems: readonly ParamProblem[] | undefined
  /** What another process told, whole, where this error came from there. */
  readonly told: ErrorInfo | undefined
  constructor(code: ErrorCode, message: string, more: { hint?: string; place?: SourcePlace; cause?: unknown; told?: ErrorInfo; problems?: readonly ParamProblem[] } = {}) {
    super(message, more.cause === undefined ? undefined : { cause: more.cause })
    this.code = code
    this.hint = more.hint
    this.place = more.place
    this.told = more.told
    this.problems = more.problems
  }
}

/** Success or failure as a value, since Electron's IPC keeps only an error's message. */
export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: ErrorInfo }

/** Turns whatever was thrown into an {@link ErrorInfo}; `code` is for errors that are not ours. Causes that go in a circle end where it closes. */
export function toErrorInfo(thrown: unknown, code: ErrorCode = 'INTERNAL'): ErrorInfo {
  return infoOf(thrown, code, [])
}

function infoOf(thrown: unknown, code: ErrorCode, outer: readonly unknown[]): ErrorInfo {
  if (!(thrown instanceof Error)) return { code, message: typeof thrown === 'string' ? thrown : `Thrown: ${describe(thrown)}` }
  const own = thrown instanceof AppError ? thrown : undefined
  if (own?.told !== undefined) return own.told
  const known = [...outer, thrown]
  // The first of several stands for them: its stack says where it went wrong.
  const cause = thrown.cause ?? severalIn(thrown)[0]
  return {
    code: own?.code ?? code,
    message: messageOf(thrown),
    ...(own ? {} : { name: thrown.name }),
    ...(thrown.stack === undefined ? {} : { stack: thrown.stack }),
    ...(own?.hint === undefined ? {} : { hint: own.hint }),
    ...(own?.place === undefined ? {} : { place: own.place }),
    ...(own?.problems === undefined ? {} : { problems: own.problems }),
    ...(cause === undefined || known.includes(cause) ? {} : { cause: infoOf(cause, code, known) }),
  }
}

/** Of many errors in one, so many are named. */
const errorsNamed = 3

/** An error's sentence; one that stands for several names the first of them. */
function messageOf(error: Error): string {
  const message = error.message || error.name
  const errors = severalIn(error)
  if (errors.length === 0) return message
  const named = errors.slice(0, errorsNamed).map((each) => (each instanceof Error ? each.message || each.name : typeof each === 'string' ? each : describe(each)))
  return `${message}: ${named.join('; ')}${errors.length > errorsNamed ? `; and ${errors.length - errorsNamed} more` : ''}`
}

function severalIn(error: Error): readonly unknown[] {
  return error instanceof AggregateError && Array.isArray(error.errors) ? error.errors : []
}

/** The reverse of {@link toErrorInfo}: an error to throw on this side of a process border, that gives the same info again. */
export function fromErrorInfo(info: ErrorInfo): AppError {
  const error = new AppError(info.code, info.message, {
    told: info,
    ...(info.hint === undefined ? {} : { hint: info.hint }),
    ...(info.place === undefined ? {} : { place: info.place }),
    ...(info.problems === undefined ? {} : { problems: info.problems }),
    ...(info.cause === undefined ? {} : { cause: fromErrorInfo(info.cause) }),
  })
  if (info.stack !== undefined) error.stack = info.stack
  return error
}

function describe(thrown: unknown): string {
  switch (typeof thrown) {
    case 'bigint': return `${thrown}n`
    // JSON has no text for these.
    case 'undefined':
    case 'symbol':
    case 'function': return String(thrown)
    default: try { return JSON.stringify(thrown) } catch { return Object.prototype.toString.call(thrown) }
  }
}
