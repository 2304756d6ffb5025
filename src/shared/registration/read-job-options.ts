import type { CallbackDescriptor, Retries } from '../task.ts'
import type { ArgumentShape } from './argument-shape.ts'
import { nameGiven } from './name-given.ts'
import { didYouMean, nearest } from './nearest.ts'
import { cacheByEntries, checkArgument, readCacheBy } from './read-cache-by.ts'
import { readList } from './read-list.ts'
import { type Options, readAmounts, readBoolean, readNumber, readOptions, readWord, show } from './read-options.ts'
import { refusal } from './refusal.ts'

/** The levels an option is looked for on, nearest first: callback, task, folder. */
export type Levels = readonly Options[]

/** Jobs are long computations: whoever sits at the computer goes first, three times as fast where both want the processor. */
const defaultNiceness = 5

type JobPart = Pick<CallbackDescriptor, 'interval' | 'whenRunning' | 'cacheBy' | 'cacheArgsToSkip' | 'expire' | 'codeInKey' | 'timeout'
  | 'memoryLimit' | 'cancelGrace' | 'retries' | 'runtime' | 'priority' | 'niceness' | 'concurrency' | 'resources' | 'onInterrupted' | 'keepFiles'>

/** Reads how a callback's jobs are run (A6, A7, A14); what is not given is taken from the next level, then the default. */
export function readJobOptions(levels: readonly [Options, ...Options[]], shape: ArgumentShape, totals: Readonly<Record<string, number>>): JobPart {
  const [own] = levels
  const nearestLevel = (name: string): Options => levels.find((level) => level.given[name] !== undefined) ?? own
  checkManager(nearestLevel('manager'))
  return {
    interval: readNumber(own, 'interval', { allow: '0 or more', absent: 100 }),
    whenRunning: readWord(own, 'whenRunning', ['replace', 'queue', 'parallel', 'ignore']),
    cacheBy: readCacheBy(nearestLevel('cacheBy').place, cacheByEntries(levels.map((level) => level.given['cacheBy'])), shape),
    cacheArgsToSkip: readSkipped(own, shape),
    expire: readNumber(nearestLevel('expire'), 'expire', { allow: 'above 0', absent: null }),
    codeInKey: readBoolean(own, 'codeInKey', true),
    timeout: readNumber(own, 'timeout', { allow: 'above 0', absent: null }),
    memoryLimit: readNumber(own, 'memoryLimit', { allow: 'above 0', absent: null }),
    cancelGrace: readNumber(own, 'cancelGrace', { allow: '0 or more', absent: 2 }),
    retries: readRetries(own),
    runtime: readWord(own, 'runtime', ['app', 'node']),
    priority: readWord(own, 'priority', ['normal', 'low', 'high']),
    niceness: readNumber(own, 'niceness', { allow: 'a whole number from 0 to 19', absent: defaultNiceness }),
    concurrency: readNumber(nearestLevel('concurrency'), 'concurrency', { allow: 'a whole number from 1', absent: null }),
    resources: readResources(own, totals),
    onInterrupted: readWord(own, 'onInterrupted', ['fail', 'requeue']),
    keepFiles: readBoolean(own, 'keepFiles', false),
  }
}

function readSkipped(options: Options, shape: ArgumentShape): readonly (number | string)[] {
  const value = options.given['cacheArgsToSkip']
  if (value === undefined) return []
  return readList(options.place, 'cacheArgsToSkip', value).map((argument) => {
    checkArgument(options.place, 'cacheArgsToSkip', { argument, shape })
    return argument as number | string
  })
}

function readRetries(options: Options): Retries | null {
  const value = options.given['retries']
  if (value === undefined || value === 0) return null
  if (typeof value !== 'number' && typeof value !== 'object') throw refusal(options.place, `retries is a number of times, or { times, delay, factor }; got ${show(value)}`, 'Write retries: 2.')
  const inner = readOptions({ ...options.place, label: `${options.place.label}: retries` }, typeof value === 'number' ? { times: value } : value, ['times', 'delay', 'factor'])
  if (inner.given['times'] === undefined) throw refusal(inner.place, 'times is missing', 'Write retries: { times: 2, delay: 5 }.')
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
    if (amount > total) throw refusal(options.place, `resources asks for ${amount} of "${name}"; the folder has ${total}, so it could never start`, `Ask for less, or raise it in simmer.config.ts: defineConfig({ resources: { ${name}: ${amount} } }).`)
  }
  return resources
}

/** Refuses a manager that there is not (A14). */
export function checkManager({ place, given }: Options): void {
  const { manager } = given
  if (manager === undefined || manager === 'local') return
  if (typeof manager !== 'string') throw refusal(place, `manager is a name; got ${nameGiven(manager)}`, "Write manager: 'local', or leave it out: both run jobs on this computer.")
  throw refusal(place, `there is no manager "${manager}"`,
    `${nearest(manager, ['local']) === undefined ? '' : 'Did you mean "local"? '}A manager is defined in simmer.config.ts (managers) or in the settings of the app; this version of Simmer has 'local' alone, which runs jobs on this computer. Leave manager out, or write manager: 'local'.`)
}
