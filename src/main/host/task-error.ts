import { fileURLToPath } from 'node:url'
import { type ErrorCode, type ErrorInfo, type SourcePlace, toErrorInfo } from '../../shared/errors.ts'
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

/** The thrown value may have getters that throw, or be its own cause. */
function safely(thrown: unknown, code: ErrorCode): ErrorInfo {
  try { return toErrorInfo(thrown, code) } catch {
    return { code, message: thrown instanceof Error ? String(Object.getOwnPropertyDescriptor(thrown, 'message')?.value) : 'The script threw something that cannot be read' }
  }
}

/** The innermost frame in the script itself, else in a file of its folder that no package manager put there. */
function placeIn(stack: string, bundle: Bundle): SourcePlace | undefined {
  const places = stack.split('\n').flatMap((line) => placeOf(line) ?? [])
  const own = (place: SourcePlace): boolean => place.file.startsWith(bundle.scriptDir) && !place.file.includes('node_modules')
  return places.find((place) => place.file === bundle.scriptFile) ?? places.find(own)
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
