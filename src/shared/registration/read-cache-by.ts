import { isPlainObject, nameKind } from '../grouping.ts'
import type { CachePolicy } from '../policy.ts'
import type { ArgumentShape } from './argument-shape.ts'
import { didYouMean } from './nearest.ts'
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
  return entries === null ? null : entries.map((entry, index) => readPolicy(place, { entry, index, shape }))
}

function readPolicy(place: Place, at: { readonly entry: unknown; readonly index: number; readonly shape: ArgumentShape }): CachePolicy {
  const { entry, index, shape } = at
  if (typeof entry === 'function') {
    if ((policyNames as readonly string[]).includes(entry.name)) throw refusal(place, `cacheBy[${index}] is the function ${entry.name} itself`, `Call it: ${entry.name}().`)
    if (entry.length > 0) throw refusal(place, `the function cacheBy[${index}] takes ${entry.length} arguments; it is called without any`)
    return { policy: 'function', index }
  }
  if (!isPlainObject(entry) || typeof entry['policy'] !== 'string') {
    throw refusal(place, `cacheBy[${index}] is ${nameKind(entry)}; expected a policy such as fileMtime('data.csv'), or a function`)
  }
  if (!(policyNames as readonly string[]).includes(entry['policy'])) {
    throw refusal(place, `cacheBy[${index}] is the unknown policy "${entry['policy']}"`, didYouMean(entry['policy'], policyNames))
  }
  const policy = entry as unknown as CachePolicy
  if ('of' in policy && policy.of !== null) checkSource(place, { of: policy.of, index, shape })
  if (policy.policy === 'env' && (typeof policy.name !== 'string' || policy.name === '')) throw refusal(place, `cacheBy[${index}]: env() needs the name of a variable`)
  if (policy.policy === 'value' && (typeof policy.value === 'function' || typeof policy.value === 'symbol')) {
    throw refusal(place, `cacheBy[${index}]: value() takes plain values; got ${nameKind(policy.value)}`)
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
  throw refusal(place, `cacheBy[${index}] needs a path or arg('name'); got ${show(of)}`)
}

/** Checks that an argument is one that `run` gets: by position, or by name in an object argument (A6). */
export function checkArgument(place: Place, option: string, at: { readonly argument: unknown; readonly shape: ArgumentShape }): void {
  const { argument, shape } = at
  if (typeof argument === 'number') {
    if (Number.isInteger(argument) && argument >= 0 && argument < shape.count) return
    throw refusal(place, `${option} names argument ${argument}; run has ${shape.count === 1 ? 'one argument, 0' : `arguments 0 to ${shape.count - 1}`}`)
  }
  if (typeof argument === 'string' && shape.names.includes(argument)) return
  if (typeof argument !== 'string') throw refusal(place, `${option} takes positions and names of arguments; got ${nameKind(argument)}`)
  throw refusal(place, `${option} names the unknown argument "${argument}"`,
    shape.names.length === 0 ? 'The arguments have no names here: use positions, from 0.' : didYouMean(argument, shape.names))
}
