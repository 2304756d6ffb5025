import path from 'node:path'
import type { BuildFailure, Message } from 'esbuild'
import { AppError } from '../../shared/errors.ts'

/** Turns what esbuild found wrong into a SCRIPT_BROKEN that names file, line and column. */
export function scriptError(failure: unknown, folder: string): AppError {
  const errors = isBuildFailure(failure) ? failure.errors : []
  const [first] = errors
  if (first === undefined) {
    return new AppError('SCRIPT_BROKEN', `The script cannot be read: ${failure instanceof Error ? failure.message : String(failure)}`, { cause: failure })
  }
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : ''
  const hint = hintOf(first)
  const place = first.location === null ? undefined
    : { file: path.resolve(folder, first.location.file), line: first.location.line, column: first.location.column + 1 }
  const where = place === undefined ? '' : `${path.relative(folder, place.file).replaceAll('\\', '/')}:${place.line}:${place.column}: `
  return new AppError('SCRIPT_BROKEN', `${where}${first.text}${more}`, { ...(hint === undefined ? {} : { hint }), ...(place === undefined ? {} : { place }) })
}

function hintOf(message: Message): string | undefined {
  const notes = message.notes.map(({ text }) => text).filter((text) => text !== '')
  if (notes.length > 0) return notes.join(' ')
  const line = message.location?.lineText.trim()
  return line === undefined || line === '' ? undefined : `The line is: ${line.slice(0, 200)}`
}

function isBuildFailure(failure: unknown): failure is BuildFailure {
  return failure instanceof Error && 'errors' in failure && Array.isArray(failure.errors)
}
