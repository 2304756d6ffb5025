import type { ArgumentShape } from './argument-shape.ts'
import { cacheByEntries, readCacheBy } from './read-cache-by.ts'
import { checkManager } from './read-job-options.ts'
import { type Options, readFunction, readNumber } from './read-options.ts'

/** Any argument: which there are is known where a callback inherits the option. */
const anyArgument: ArgumentShape = { count: Number.POSITIVE_INFINITY, names: null }

/** Checks what a task or a folder says for its callbacks where it says it, whether or not one of them inherits it (A7, A14). */
export function checkInherited(level: Options): void {
  checkManager(level)
  readNumber(level, 'expire', { allow: 'above 0', absent: null })
  readNumber(level, 'concurrency', { allow: 'a whole number from 1', absent: null })
  readFunction(level, 'onError')
  readCacheBy(level.place, cacheByEntries([level.given['cacheBy']]), anyArgument)
}
