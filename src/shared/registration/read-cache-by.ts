import { isPlainObject, nameKind } from '../grouping.ts'
import type { CachePolicy } from '../policy.ts'
import type { ArgumentShape } from './argument-shape.ts'
import { didYouMean } from './nearest.ts'
import { readList } from './read-list.ts'
import { type Place, refusal } from './refusal.ts'
import { show } from './read-options.ts'

const policyNames = ['launchUid', 'fileMtime', 'fileHash', 'folderHash', 'gitHash', 'user', 'env', 'value'] as const satisfies CachePolicy['policy'][]

/** The entries of the nearest `cacheBy` option; null where nothing is cached (H1). */
export function cacheByEntries(levels: readonly unknown[]): readonly unknown[] | null {
  const nearest = levels.find((level) => level !== undefined)
  if (nearest === undefined || nearest === false) return null
  return Array.isArray(nearest) ? nearest as readonly unknown[] : [nearest]
}

/** Reads `cacheBy` as data; functions become their place in the list (H4). */
export function readCacheBy(place: Place, entries: readonly unknown[] | null, shape: ArgumentShape): readonly CachePolicy[] | null {
  return entries === null ? null : readList(place, 'cacheBy', entries).map((entry, index) => readPolicy(place, { entry, index, shape }))
}

function readPolicy(place: Place, at: { readonly entry: unknown; readonly index: number; readonly shape: ArgumentShape }): CachePolicy {
  const { entry, index, shape } = at
  if (typeof entry === 'function') {
    if ((policyNames as readonly string[]).includes(entry.name)) throw refusal(place, `cacheBy[${index}] is the function ${entry.name} itself`, `Call it: ${entry.name}().`)
    if (entry.length > 0) throw refusal(place, `the function cacheBy[${index}] takes ${entry.length} arguments; it is called without any`, 'Write () => …; what the callback gets is part of the key already.')
    return { policy: 'function', index }
  }
  if (!isPlainObject(entry) || typeof entry['policy'] !== 'string') {
    throw refusal(place, `cacheBy[${index}] is ${nameKind(entry)}; expected a policy or a function`, "Write launchUid(), fileMtime('data.csv'), () => … or another policy; `false` turns the cache off.")
  }
  if (!(policyNames as readonly string[]).includes(entry['policy'])) {
    throw refusal(place, `cacheBy[${index}] is the unknown policy "${entry['policy']}"`, didYouMean(entry['policy'], policyNames))
  }
  const policy = entry as unknown as CachePolicy
  if ('of' in policy && policy.of !== null) checkSource(place, { of: policy.of, index, shape })
  if (policy.policy === 'env' && (typeof policy.name !== 'string' || policy.name === '')) throw refusal(place, `cacheBy[${index}]: env() needs the name of a variable; got ${show(policy.name)}`, "Write env('DATASET').")
  if (policy.policy === 'value' && (typeof policy.value === 'function' || typeof policy.value === 'symbol')) {
    throw refusal(place, `cacheBy[${index}]: value() takes plain values; got ${nameKind(policy.value)}`, typeof policy.value === 'function' ? 'Put the function itself into cacheBy: it is called, and what it gives counts.' : "Write value('model 3').")
  }
  return policy
}

function checkSource(place: Place, at: { readonly of: unknown; readonly index: number; readonly shape: ArgumentShape }): void {
  const { of, index, shape } = at
  if (isPlainObject(of) && typeof of['path'] === 'string' && of['path'] !== '') return
  if (isPlainObject(of) && 'arg' in of) {
    checkArgument(place, `cacheBy[${index}]`, { argument: of['arg'], shape })
    return
  }
  throw refusal(place, `cacheBy[${index}] needs a path or arg('name'); got ${show(of)}`, "Write a path as text, such as 'data/input.csv', or arg('file') for an argument.")
}

/** Checks that an argument is one that `run` gets: by position, or by name in an object argument (A6). */
export function checkArgument(place: Place, option: string, at: { readonly argument: unknown; readonly shape: ArgumentShape }): void {
  const { argument, shape } = at
  const names = shape.names ?? []
  if (typeof argument === 'number') {
    if (Number.isInteger(argument) && argument >= 0 && argument < shape.count) return
    throw refusal(place, `${option} names argument ${argument}; run has ${countOf(shape)}`, names.length === 0 ? 'Positions count from 0, setProgress apart.' : `Or by name: ${names.slice(0, 12).join(', ')}.`)
  }
  if (typeof argument === 'string' && (shape.names === null || names.includes(argument))) return
  if (typeof argument !== 'string') throw refusal(place, `${option} takes positions and names of arguments; got ${nameKind(argument)}`, 'Positions count from 0.')
  throw refusal(place, `${option} names the unknown argument "${argument}"`,
    names.length === 0 ? 'The arguments have no names here: use positions, from 0.' : didYouMean(argument, names))
}

const countOf = ({ count }: ArgumentShape): string => (count === 0 ? 'no arguments' : count === 1 ? 'one argument, 0' : `arguments 0 to ${count - 1}`)
