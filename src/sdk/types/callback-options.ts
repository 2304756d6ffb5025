import type { Dependency } from '../../shared/dependency.ts'
import type { Priority, Retries, RuntimeName, WhenRunning } from '../../shared/task.ts'
import type { CacheBy } from '../policies.ts'
import type { Arguments, RunArguments, RunningCheck } from './callback-values.ts'
import type { ValueOf } from './held.ts'
import type { Joined, Mistake, Only } from './only.ts'

/** What is nearest wins: callback, task, folder. */
export interface InheritedOptions {
  /** What a result depends on beside arguments and code; `[]`: nothing else; `false`: never cached. */
  readonly cacheBy?: readonly CacheBy[] | CacheBy | false
  /** Seconds a cached result is kept since it was stored or last used. */
  readonly expire?: number
  /** Where jobs run. `'local'`, this computer, is the default. */
  readonly manager?: string
  /** At most so many runs of a task at once. */
  readonly concurrency?: number
  /** Called when a run failed; what it returns is written to the outputs (`noUpdate` changes nothing). */
  readonly onError?: (error: Error) => unknown
}

/** How a job is run; for `longCallback` and for tasks with params. */
export interface JobOptions extends InheritedOptions {
  /** Arguments no key covers: positions, or names of an object argument. */
  readonly cacheArgsToSkip?: number | string | readonly (number | string)[]
  /** `false`: cached results survive changes of the script. */
  readonly codeInKey?: boolean
  /** Least time between two progress updates, ms (default 100). */
  readonly interval?: number
  /** Seconds awake after which the job is ended. */
  readonly timeout?: number
  /** MB for the job and all its child processes. */
  readonly memoryLimit?: number
  /** Seconds between cancel and kill for a script that uses the signal (default 2). */
  readonly cancelGrace?: number
  /** Runs failed and crashed jobs again. `delay` in seconds, multiplied by `factor` each time. */
  readonly retries?: number | (Partial<Retries> & Pick<Retries, 'times'>)
  /** `'app'` (default): the Node inside Simmer. `'node'`: a Node installed on this computer. */
  readonly runtime?: RuntimeName
  /** Which waiting jobs go first; `'normal'` by default. */
  readonly priority?: Priority
  /** How far a job lets other programs of the computer go first: 0, not at all, to 19; 5 by default. */
  readonly niceness?: number
  /** Named resources that a run takes, against the folder's totals, as `{ gpu: 1 }`. */
  readonly resources?: Readonly<Record<string, number>>
  /** What becomes of a job that was running when the app or the machine died. */
  readonly onInterrupted?: 'fail' | 'requeue'
  /** Keep the job's working folder. */
  readonly keepFiles?: boolean
}

interface GroupedOptions<Inputs, State, Output, Running> {
  /** Needed only where two callbacks have the same outputs; part of the cache key. */
  readonly name?: string
  /** What the result is written to: an Output, or Outputs in arrays and objects. None by default. */
  readonly output?: Output & Only<Output, 'output'>
  /** What runs the callback and what it gets: Inputs and States, alone or in arrays and objects. */
  readonly inputs: Inputs & Only<Inputs, 'input' | 'state'>
  /** What it gets beside `inputs`; a change of these never runs it. */
  readonly state?: State & Only<State, 'state'> & Joined<Inputs, State>
  /** `[Output, during, after]`: props while the job runs, and afterwards. */
  readonly running?: Running & RunningCheck<Running>
  /** Do not call it when the page is made. `'initial-duplicate'`: do, although an output is shared. */
  readonly preventInitialCall?: boolean | 'initial-duplicate'
}

/** What `longCallback` takes. */
export interface LongCallbackOptions<Inputs, State, Output, Running, Progress, Result>
  extends GroupedOptions<Inputs, State, Output, Running>, JobOptions {
  /** Any change of one of these cancels the job. */
  readonly cancel?: Dependency<'input'> | readonly Dependency<'input'>[]
  /** Props that `setProgress` writes while the job runs. */
  readonly progress?: Progress & Only<Progress, 'output'>
  /** The progress props while no job runs. */
  readonly progressDefault?: NoInfer<[Progress] extends [undefined] ? Mistake<'progressDefault needs progress'> : ValueOf<Progress>>
  /** A trigger while the last job still runs: `'replace'` it (default), `'queue'`, run in `'parallel'`, or `'ignore'`. */
  readonly whenRunning?: WhenRunning
  /** The work, in a process of its own. Gets `setProgress` first where there is `progress`, then the values of inputs and states. */
  run(...args: RunArguments<Inputs, State, Progress>): Result | Promise<Result>
}

/** What `callback` takes. */
export interface LightCallbackOptions<Inputs, State, Output, Running, Result>
  extends GroupedOptions<Inputs, State, Output, Running>, Pick<InheritedOptions, 'onError'> {
  /** The work, in the process of the page: at most 30 s. Gets the values of inputs and states. */
  run(...args: Arguments<Inputs, State>): Result | Promise<Result>
}
