import { fileURLToPath } from 'node:url'
import { scriptEndings } from '../../shared/endings/script-endings.ts'
import { tellEnding } from '../../shared/endings/tell-ending.ts'
import { AppError, type ErrorCode, errorCodes, type ErrorInfo, type SourcePlace, toErrorInfo } from '../../shared/errors.ts'
import type { Bundle } from '../../shared/protocol.ts'

const frame = /^\s+at .*?\(?((?:file:\/\/)?(?:\/|[A-Za-z]:[\\/])[^()]*):(\d+):(\d+)\)?$/

/**
 * What a script threw, as it crosses to main: the stack without Simmer's own frames, and the place in the script's own
 * lines (source maps are on, so frames name the sources).
 */
export function toTaskError(thrown: unknown, bundle: Bundle, code: ErrorCode = 'TASK_THREW'): ErrorInfo {
  const plain = safely(thrown, code)
  const { stack } = plain
  if (stack === undefined) return plain
  const place = plain.place ?? placeIn(stack, bundle)
  return { ...plain, stack: withoutOwnFrames(stack), ...(place === undefined ? {} : { place }) }
}

/** The thrown value may have getters that throw. */
function safely(thrown: unknown, code: ErrorCode): ErrorInfo {
  try {
    const told = toErrorInfo(asOwn(thrown), code)
    const hint = told.hint ?? hintFor(thrown)
    return { ...told, ...(hint === null ? {} : { hint }) }
  } catch (refused) {
    const why = refused instanceof Error && refused !== thrown ? plainMessage(refused) : undefined
    return { ...tellEnding(scriptEndings.throwsUnreadable, { why: why ?? 'it has no message of plain text' }), code }
  }
}

/** What to do about errors that say nothing of it themselves. */
function hintFor(thrown: unknown): string | null {
  if (!(thrown instanceof Error)) return scriptEndings.throwsNonError.hint
  return thrown instanceof RangeError && thrown.message === scriptEndings.overflows.says ? scriptEndings.overflows.hint : null
}

/** The message as it stands: no getter of the script's is called. */
function plainMessage(of: object): string | undefined {
  const value: unknown = Object.getOwnPropertyDescriptor(of, 'message')?.value
  return typeof value === 'string' ? value : undefined
}

/** Errors of the SDK come from its own copy of the class. */
function asOwn(thrown: unknown): unknown {
  if (!(thrown instanceof Error) || thrown instanceof AppError || thrown.name !== 'AppError') return thrown
  const { code, hint, place, message, stack, cause } = thrown as Error & Partial<Pick<AppError, 'code' | 'hint' | 'place'>>
  if (code === undefined || !errorCodes.includes(code)) return thrown
  const own = new AppError(code, message, { ...(hint === undefined ? {} : { hint }), ...(place === undefined ? {} : { place }), cause })
  Object.defineProperty(own, 'stack', { value: stack })
  return own
}

/** The innermost frame in the script itself, else in a file of its folder, else in another (a folder's configuration, what it imports): never in a package. */
function placeIn(stack: string, bundle: Bundle): SourcePlace | undefined {
  const places = withoutOwnFrames(stack).split('\n').flatMap((line) => placeOf(line) ?? []).filter(({ file }) => !file.includes('node_modules') && file !== bundle.file)
  return places.find(({ file }) => file === bundle.scriptFile) ?? places.find(({ file }) => file.startsWith(bundle.scriptDir)) ?? places[0]
}

function placeOf(line: string): SourcePlace | undefined {
  const [, file, row, column] = frame.exec(line) ?? []
  if (file === undefined) return undefined
  return { file: file.startsWith('file:') ? fileURLToPath(file) : file, line: Number(row), column: Number(column) }
}

const ownFolders = [new URL('.', import.meta.url), new URL('../sdk/', import.meta.url)].map((folder) => fileURLToPath(folder))
const ownSources = /[\\/]src[\\/](?:main[\\/]host|sdk|shared)[\\/]/

function withoutOwnFrames(stack: string): string {
  return stack.split('\n').filter((line) => {
    const place = placeOf(line)
    if (place === undefined) return !/^\s+at .*\(?node:internal\//.test(line)
    return !ownFolders.some((folder) => place.file.startsWith(folder)) && !ownSources.test(place.file)
  }).join('\n')
}
