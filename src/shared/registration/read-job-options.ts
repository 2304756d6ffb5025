import { nameKind } from '../grouping.ts'
import type { CallbackDescriptor, Retries } from '../task.ts'
import type { ArgumentShape } from './argument-shape.ts'
import { didYouMean } from './nearest.ts'
import { cacheByEntries, checkArgument, readCacheBy } from './read-cache-by.ts'
import { type Options, readAmounts, readBoolean, readNumber, readOptions, readWord, show } from './read-options.ts'
import { refusal } from './refusal.ts'

/** The levels an option is looked for on, nearest first: callback, task, folder. */
export type Levels = readonly Options[]

type JobPart = Pick<CallbackDescriptor, 'interval' | 'whenRunning' | 'cacheBy' | 'cacheArgsToSkip' | 'expire' | 'codeInKey' | 'timeout'
  | 'memoryLimit' | 'cancelGrace' | 'retries' | 'runtime' | 'priority' | 'concurrency' | 'resources' | 'onInterrupted' | 'keepFiles'>

/** Reads how a callback's jobs are run (A6, A7, A14); what is not given is taken from the next level, then the default. */
export function readJobOptions(levels: readonly [Options, ...Options[]], shape: ArgumentShape, totals: Readonly<Record<string, number>>): JobPart {
  const [own] = levels
  const nearest = (name: string): Options => levels.find((level) => level.given[name] !== undefined) ?? own
  checkManager(nearest('manager'))
  return {
    interval: readNumber(own, 'interval', { allow: '0 or more', absent: 100 }),
    whenRunning: readWord(own, 'whenRunning', ['replace', 'queue', 'parallel', 'ignore']),
    cacheBy: readCacheBy(nearest('cacheBy').place, cacheByEntries(levels.map((level) => level.given['cacheBy'])), shape),
    cacheArgsToSkip: readSkipped(own, shape),
    expire: readNumber(nearest('expire'), 'expire', { allow: 'above 0', absent: null }),
    codeInKey: readBoolean(own, 'codeInKey', true),
    timeout: readNumber(own, 'timeout', { allow: 'above 0', absent: null }),
    memoryLimit: readNumber(own, 'memoryLimit', { allow: 'above 0', absent: null }),
    cancelGrace: readNumber(own, 'cancelGrace', { allow: '0 or more', absent: 2 }),
    retries: readRetries(own),
    runtime: readWord(own, 'runtime', ['app', 'node']),
    priority: readWord(own, 'priority', ['normal', 'low', 'high']),
    concurrency: readNumber(nearest('concurrency'), 'concurrency', { allow: 'a whole number from 1', absent: null }),
    resources: readResources(own, totals),
    onInterrupted: readWord(own, 'onInterrupted', ['fail', 'requeue']),
    keepFiles: readBoolean(own, 'keepFiles', false),
  }
}

function readSkipped(options: Options, shape: ArgumentShape): readonly (number | string)[] {
  const value = options.given['cacheArgsToSkip']
  if (value === undefined) return []
  const list: readonly unknown[] = Array.isArray(value) ? value : [value]
  return list.map((argument) => {
    checkArgument(options.place, 'cacheArgsToSkip', { argument, shape })
    return argument as number | string
  })
}

function readRetries(options: Options): Retries | null {
  const value = options.given['retries']
  if (value === undefined || value === 0) return null
  if (typeof value !== 'number' && typeof value !== 'object') throw refusal(options.place, `retries is a number of times, or { times, delay, factor }; got ${show(value)}`)
  const inner = readOptions({ ...options.place, label: `${options.place.label}: retries` }, typeof value === 'number' ? { times: value } : value, ['times', 'delay', 'factor'])
  if (inner.given['times'] === undefined) throw refusal(inner.place, 'times is missing')
  return {
    times: readNumber(inner, 'times', { allow: 'a whole number from 1', absent: 1 }),
    delay: readNumber(inner, 'delay', { allow: '0 or more', absent: 1 }),
    factor: readNumber(inner, 'factor', { allow: 'above 0', absent: 2 }),
  }
}

function readResources(options: Options, totals: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  const resources = readAmounts(options, 'resources')
  for (const [name, amount] of Object.entries(resources)) {
    const total = totals[name]
    if (total === undefined) {
      throw refusal(options.place, `resources names "${name}", which the folder does not have`,
        Object.keys(totals).length === 0 ? `Say how much there is in simmer.config.ts: defineConfig({ resources: { ${name}: ${amount} } }).` : didYouMean(name, Object.keys(totals)))
    }
    if (amount > total) throw refusal(options.place, `resources asks for ${amount} of "${name}"; the folder has ${total}, so it could never start`)
  }
  return resources
}

function checkManager({ place, given }: Options): void {
  const { manager } = given
  if (manager === undefined || manager === 'local') return
  if (typeof manager !== 'string') throw refusal(place, `manager is a name; got ${nameKind(manager)}`)
  throw refusal(place, `there is no manager "${manager}"`, "Leave `manager` out, or write manager: 'local': both run jobs on this computer.")
}
