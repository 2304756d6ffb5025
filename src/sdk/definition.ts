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

export function makeTask(options: unknown): Task { return { [taskMark]: { options, stack: placeOf(makeTask) } } }
export function makeConfig(options: unknown): FolderConfig { return { [configMark]: { options, stack: placeOf(makeConfig) } } }
export function makeCallback(kind: RawCallback['kind'], options: unknown): TaskCallback {
  return { [callbackMark]: { kind, options, stack: placeOf(makeCallback) } }
}

/** The raw definition behind a default export, or undefined for anything else. */
export function rawTaskOf(candidate: unknown): RawTask | undefined { return marked(candidate, taskMark) as RawTask | undefined }
export function rawCallbackOf(candidate: unknown): RawCallback | undefined { return marked(candidate, callbackMark) as RawCallback | undefined }
export function rawConfigOf(candidate: unknown): RawConfig | undefined { return marked(candidate, configMark) as RawConfig | undefined }

function marked(candidate: unknown, mark: symbol): unknown {
  return typeof candidate === 'object' && candidate !== null ? (candidate as Record<symbol, unknown>)[mark] : undefined
}

/** The stack from the script's own call on. Its first frame, of this library, is dropped by whoever reads it. */
function placeOf(below: unknown): string | undefined {
  const holder: { stack?: string } = {}
  const { captureStackTrace } = Error as { captureStackTrace?: (target: object, below: unknown) => void }
  captureStackTrace?.(holder, below)
  return holder.stack
}
