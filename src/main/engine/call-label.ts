import { isPlainObject } from '../../shared/grouping.ts'
import type { CallbackDescriptor } from '../../shared/task.ts'
import { preview } from './preview.ts'

/** The arguments in a few words, for lists: `limit 1000000, seed 7`. Skipped ones say nothing about a result. */
export function callLabel(callback: Pick<CallbackDescriptor, 'cacheArgsToSkip'>, args: readonly unknown[]): string {
  const skipped = new Set(callback.cacheArgsToSkip)
  const words = args.flatMap((arg, index) => {
    if (skipped.has(index) || arg === undefined || arg === null) return []
    if (!isPlainObject(arg)) return [preview(arg)]
    return Object.entries(arg).filter(([name]) => !skipped.has(name)).map(([name, value]) => `${name} ${preview(value)}`)
  })
  const text = words.join(', ')
  return text.length <= 120 ? text : `${text.slice(0, 119)}…`
}
