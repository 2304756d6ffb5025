import type { RawCallback, RawConfig, RawTask } from '../shared/registration/raw-definition.ts'

// Registered symbols, so that a definition is known whichever copy of this library made it.
const taskMark = Symbol.for('simmer.task')
const callbackMark = Symbol.for('simmer.callback')
const configMark = Symbol.for('simmer.config')

/** What `defineTask` gives: a script's default export. Opaque. */
export interface Task { readonly [taskMark]: RawTask }
/** What `longCallback` and `callback` give: an entry of a task's `callbacks`. Opaque. */
export interface TaskCallback { readonly [callbackMark]: RawCallback }
/** What `defineConfig` gives: the default export of `simmer.config.ts`. Opaque. */
export interface FolderConfig { readonly [configMark]: RawConfig }

/** Each is given the function that the script called: what is above it on the stack is the script's own line. */
export function makeTask(options: unknown, calledAs: unknown): Task { return { [taskMark]: { options, stack: stackAbove(calledAs) } } }
export function makeConfig(options: unknown, calledAs: unknown): FolderConfig { return { [configMark]: { options, stack: stackAbove(calledAs) } } }
export function makeCallback(kind: RawCallback['kind'], options: unknown, calledAs: unknown): TaskCallback {
  return { [callbackMark]: { kind, options, stack: stackAbove(calledAs) } }
}

/** The raw definition behind a default export, or undefined for anything else. */
export function rawTaskOf(candidate: unknown): RawTask | undefined { return marked(candidate, taskMark) as RawTask | undefined }
export function rawCallbackOf(candidate: unknown): RawCallback | undefined { return marked(candidate, callbackMark) as RawCallback | undefined }
export function rawConfigOf(candidate: unknown): RawConfig | undefined { return marked(candidate, configMark) as RawConfig | undefined }

function marked(candidate: unknown, mark: symbol): unknown {
  return typeof candidate === 'object' && candidate !== null ? (candidate as Record<symbol, unknown>)[mark] : undefined
}

function stackAbove(calledAs: unknown): string | undefined {
  const holder: { stack?: string } = {}
  const { captureStackTrace } = Error as { captureStackTrace?: (target: object, above: unknown) => void }
  captureStackTrace?.(holder, calledAs)
  return holder.stack
}
