import { brandAs, type CacheKey } from '../../shared/brand.ts'
import { isPlainObject } from '../../shared/grouping.ts'
import type { CachePolicy } from '../../shared/policy.ts'
import type { CallbackDescriptor } from '../../shared/task.ts'
import { digestOf } from './canonical.ts'
import type { RunnableTask } from './ports.ts'
import { preview } from './preview.ts'

/** Raised when what a key covers, or how it is encoded, changes: old entries are then never met again. */
const formatVersion = 2

export interface KeyMaterial {
  readonly task: RunnableTask
  readonly callback: CallbackDescriptor
  readonly args: readonly unknown[]
  /** One value per `cacheBy` entry. */
  readonly policyValues: readonly unknown[]
}

/** The key of a call (H2, H3), and its parts in words for the verdict. */
export interface CallKey { readonly key: CacheKey; readonly parts: Readonly<Record<string, string>> }

/** One thing that a result depends on. Each is walked once, for its digest; the key covers the digests. */
interface Part { readonly name: string; readonly value: unknown; readonly digest: string }

/** sha256 over format version, task path, callback id, code hash, arguments less the skipped ones, policy values. */
export function cacheKey({ task, callback, args, policyValues }: KeyMaterial): CallKey {
  const folder = task.taskId.slice(0, task.taskId.indexOf('/'))
  const code = callback.codeInKey ? task.bundle.codeHash : `folder ${folder}`
  const kept = keptArguments(callback, args)
  const policies = policyValues.map((value, index) => partOf(policyName(callback.cacheBy?.[index], index), value))
  const key = digestOf([
    formatVersion, task.relativePath, callback.id, code,
    kept.map(({ position, members, parts }) => [position, members, parts.map(({ name, digest }) => `${digest} ${name}`).sort()]),
    policies.map(({ digest }) => digest),
  ])
  const parts = [...kept.flatMap((argument) => argument.parts), ...policies]
  return {
    key: brandAs<CacheKey>(key),
    parts: Object.fromEntries([['code', code.slice(0, 12)], ...parts.map(({ name, value, digest }) => [name, preview(value, () => digest)] as const)]),
  }
}

/** `members`: an object argument, told by its members. */
interface KeptArgument { readonly position: number; readonly members: boolean; readonly parts: readonly Part[] }

/** Arguments that a key covers. An object argument loses the parts whose names are skipped (row 7 of the feature table). */
function keptArguments(callback: CallbackDescriptor, args: readonly unknown[]): readonly KeptArgument[] {
  const skipped = new Set(callback.cacheArgsToSkip)
  return args.flatMap((value, position): readonly KeptArgument[] => {
    if (skipped.has(position)) return []
    if (!isPlainObject(value)) return [{ position, members: false, parts: [partOf(`argument ${position + 1}`, value)] }]
    const names = Object.keys(value).filter((name) => !skipped.has(name))
    return [{ position, members: true, parts: names.map((name) => partOf(name, value[name])) }]
  })
}

function partOf(name: string, value: unknown): Part {
  return { name, value, digest: digestOf(value, name) }
}

function policyName(policy: CachePolicy | undefined, index: number): string {
  if (policy === undefined || policy.policy === 'function') return `cacheBy[${index}]`
  if (policy.policy === 'env') return `env ${policy.name}`
  if (!('of' in policy) || policy.of === null) return policy.policy
  return `${policy.policy} of ${'path' in policy.of ? policy.of.path : String(policy.of.arg)}`
}
