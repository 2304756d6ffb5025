import { resolve } from 'node:path'
import { AppError } from '../../shared/errors.ts'
import { isPlainObject, nameKind } from '../../shared/grouping.ts'
import type { PathSource } from '../../shared/policy.ts'
import type { PolicyContext } from '../engine/ports.ts'

/**
 * The absolute path that a policy speaks of: its own, or that in an argument of the call (by position, or by name in
 * an object argument); relative paths start at the script's folder. Throws BAD_ARGUMENT, naming the argument.
 */
export function policyPath(source: PathSource, context: Pick<PolicyContext, 'scriptDir' | 'args'>): string {
  if ('path' in source) return resolve(context.scriptDir, source.path)
  const value = argumentOf(source.arg, context.args)
  if (typeof value === 'string' && value !== '') return resolve(context.scriptDir, value)
  throw new AppError('BAD_ARGUMENT', `Expected the argument ${nameOf(source.arg)} to be the path of a file or folder, got ${value === '' ? 'an empty text' : nameKind(value)}.`, {
    hint: 'Choose a file or folder first.',
  })
}

function argumentOf(arg: string | number, args: readonly unknown[]): unknown {
  if (typeof arg === 'number') {
    if (arg in args) return args[arg]
    throw new AppError('BAD_ARGUMENT', `A cacheBy entry names argument ${arg}, but the callback has ${args.length} (counted from 0).`, { hint: 'Mend arg(…) in the script.' })
  }
  const named = args.filter(isPlainObject)
  const holder = named.find((candidate) => Object.hasOwn(candidate, arg))
  if (holder !== undefined) return holder[arg]
  const got = named.length === 0 ? 'no object of named arguments' : named.map(nameKind).join(' and ')
  throw new AppError('BAD_ARGUMENT', `A cacheBy entry names the argument ${nameOf(arg)}, but the callback got ${got}.`, { hint: 'Mend arg(…) in the script.' })
}

function nameOf(arg: string | number): string {
  return typeof arg === 'number' ? String(arg) : `"${arg}"`
}
