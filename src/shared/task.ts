import type { CallbackId, CodeHash, FolderId, TaskId } from './brand.ts'
import type { Component } from './component.ts'
import type { Dependency, Grouping } from './dependency.ts'
import type { ErrorInfo } from './errors.ts'
import type { ParamSpecs } from './params.ts'
import type { CachePolicy } from './policy.ts'

export type WhenRunning = 'replace' | 'queue' | 'parallel' | 'ignore'
export type Priority = 'low' | 'normal' | 'high'
/** `app`: the executable that runs Simmer, as Node. `node`: a Node on this computer (own heap limit, odd native addons). */
export type RuntimeName = 'app' | 'node'
export interface Retries { readonly times: number; readonly delay: number; readonly factor: number }
/** While a job runs `prop` of `target` is `during`; at every end it becomes `after` (D1). */
export interface RunningProp { readonly target: Dependency<'output'>; readonly during: unknown; readonly after: unknown }

/** What the app knows of one callback without running its script. Defaults are filled in. */
export interface CallbackDescriptor {
  readonly id: CallbackId
  /** `long`: a job in a process of its own. `light`: a call in the task's page host. */
  readonly kind: 'long' | 'light'
  readonly output: Grouping<Dependency<'output'>> | null
  readonly inputs: Grouping<Dependency<'input' | 'state'>>
  readonly state: Grouping<Dependency<'state'>> | null
  readonly preventInitialCall: boolean
  readonly running: readonly RunningProp[]
  readonly cancel: readonly Dependency<'input'>[]
  readonly progress: Grouping<Dependency<'output'>> | null
  /** Of the shape of `progress`; null where the script gives none (D5). */
  readonly progressDefault: { readonly value: unknown } | null
  /** Least time between two delivered progress values, ms; 0 = as fast as each is acknowledged. */
  readonly interval: number
  readonly whenRunning: WhenRunning
  /** null: never cached or joined (H1). */
  readonly cacheBy: readonly CachePolicy[] | null
  /** Positions of positional arguments, or names of an object argument, that no key covers. */
  readonly cacheArgsToSkip: readonly (number | string)[]
  /** Seconds since stored or last used; null = never. */
  readonly expire: number | null
  readonly codeInKey: boolean
  /** Seconds awake; null = no limit. */
  readonly timeout: number | null
  /** MB for the whole process tree; null = no limit. */
  readonly memoryLimit: number | null
  /** Seconds between abort and kill for scripts that use the signal. */
  readonly cancelGrace: number
  readonly retries: Retries | null
  readonly runtime: RuntimeName
  readonly priority: Priority
  /** How far its processes let others of the computer go first: 0, not at all, to 19. */
  readonly niceness: number
  /** At most so many runs of this task at once; null = no own limit. */
  readonly concurrency: number | null
  readonly resources: Readonly<Record<string, number>>
  readonly onInterrupted: 'fail' | 'requeue'
  readonly keepFiles: boolean
  /** The script, task or folder defines `onError`. */
  readonly hasOnError: boolean
}

/** What everyone but the host knows of a task. Cached by the bundle's content, so a start runs no user code. */
export interface TaskDescriptor {
  readonly title: string
  readonly description: string | null
  /** Form tasks only: what the layout was made from. */
  readonly params: ParamSpecs | null
  /** Form tasks only: the script checks the values together before a run is queued. */
  readonly hasValidate: boolean
  /** Form tasks only: how the result is laid out, with `part(path)` where parts of it go; null: drawn by what it is. */
  readonly resultLayout: Component | null
  readonly layout: Component
  readonly callbacks: readonly CallbackDescriptor[]
  readonly suppressCallbackExceptions: boolean
  /** The folder's totals of named resources. */
  readonly resources: Readonly<Record<string, number>>
}

/** A task as the list shows it; `ready` once it was described from its present source. */
export interface TaskSummary {
  readonly id: TaskId
  readonly folder: FolderId
  /** Relative to the folder, with forward slashes. */
  readonly path: string
  readonly title: string
  readonly description: string | null
  readonly state: 'untrusted' | 'checking' | 'ready' | 'broken'
  readonly codeHash: CodeHash | null
  readonly error: ErrorInfo | null
}

/** A folder of scripts. `missing` and `unreadable` folders stay listed, so that they can come back. */
export interface FolderSummary {
  readonly id: FolderId
  readonly path: string
  readonly name: string
  readonly trusted: boolean
  readonly state: 'ok' | 'missing' | 'unreadable'
  readonly error: ErrorInfo | null
}
