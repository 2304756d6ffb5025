import { createHash } from 'node:crypto'
import { brandAs, type CacheKey } from '../../shared/brand.ts'
import { isPlainObject } from '../../shared/grouping.ts'
import type { CachePolicy } from '../../shared/policy.ts'
import type { CallbackDescriptor } from '../../shared/task.ts'
import { feedCanonical } from './canonical.ts'
import type { RunnableTask } from './ports.ts'

/** Raised when what a key covers, or how it is encoded, changes: old entries are then never met again. */
const formatVersion = 1

export interface KeyMaterial {
  readonly task: RunnableTask
  readonly callback: CallbackDescriptor
  readonly args: readonly unknown[]
  /** One value per `cacheBy` entry. */
  readonly policyValues: readonly unknown[]
}

/** The key of a call (H2, H3), and its parts in words for the verdict. */
export interface CallKey { readonly key: CacheKey; readonly parts: Readonly<Record<string, string>> }

/** sha256 over format version, task path, callback id, code hash, arguments less the skipped ones, policy values. */
export function cacheKey({ task, callback, args, policyValues }: KeyMaterial): CallKey {
  const kept = keptArguments(callback, args)
  const hash = createHash('sha256')
  const folder = task.taskId.slice(0, task.taskId.indexOf('/'))
  const code = callback.codeInKey ? task.bundle.codeHash : `folder ${folder}`
  feedCanonical(hash, [formatVersion, task.relativePath, callback.id, code])
  for (const { position, value } of kept) feedCanonical(hash, [position, value], `argument ${position + 1}`)
  policyValues.forEach((value, index) => { feedCanonical(hash, value, policyName(callback.cacheBy?.[index], index)) })
  return { key: brandAs<CacheKey>(hash.digest('hex')), parts: describeParts(callback, { code, kept, policyValues }) }
}

interface KeptArgument { readonly position: number; readonly value: unknown }

/** Arguments that a key covers. An object argument loses the parts whose names are skipped (row 7 of the feature table). */
function keptArguments(callback: CallbackDescriptor, args: readonly unknown[]): readonly KeptArgument[] {
  const skipped = new Set(callback.cacheArgsToSkip)
  return args.flatMap((value, position): readonly KeptArgument[] => {
    if (skipped.has(position)) return []
    return [{ position, value: isPlainObject(value) ? Object.fromEntries(Object.entries(value).filter(([name]) => !skipped.has(name))) : value }]
  })
}

interface PartSource { readonly code: string; readonly kept: readonly KeptArgument[]; readonly policyValues: readonly unknown[] }

function describeParts(callback: CallbackDescriptor, source: PartSource): Readonly<Record<string, string>> {
  return Object.fromEntries([
    ['code', source.code.slice(0, 12)],
    ...source.kept.flatMap(({ position, value }) => (isPlainObject(value)
      ? Object.entries(value).map(([name, part]) => [name, preview(part)] as const) : [[`argument ${position + 1}`, preview(value)] as const])),
    ...source.policyValues.map((value, index) => [policyName(callback.cacheBy?.[index], index), preview(value)] as const),
  ])
}

function policyName(policy: CachePolicy | undefined, index: number): string {
  if (policy === undefined || policy.policy === 'function') return `cacheBy[${index}]`
  if (policy.policy === 'env') return `env ${policy.name}`
  if (!('of' in policy) || policy.of === null) return policy.policy
  return `${policy.policy} of ${'path' in policy.of ? policy.of.path : String(policy.of.arg)}`
}

/** A value in at most 60 characters; longer ones end in a hash, so that two long ones still differ. */
export function preview(value: unknown): string {
  const text = typeof value === 'string' ? value : typeof value === 'bigint' ? `${value}n` : (JSON.stringify(value) as string | undefined) ?? String(value)
  if (text.length <= 60) return text
  return `${text.slice(0, 44)}… #${createHash('sha256').update(text).digest('hex').slice(0, 8)}`
}
