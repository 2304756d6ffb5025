import type { CallContext } from '../../shared/change.ts'
import { type ComponentId, idKey } from '../../shared/dependency.ts'
import { type JobContext, jobContextKey, type JobContextReader } from '../../sdk/internal.ts'
import type { CancelSignal } from './cancel-signal.ts'

/** What a context needs beside the call itself. */
export interface ContextParts {
  readonly call: CallContext
  readonly cancel: CancelSignal
  readonly scriptDir: string
  readonly workDir: string
  readonly attempt: number
  setProps(id: ReturnType<typeof idKey>, props: Readonly<Record<string, unknown>>): void
}

/** Makes `jobContext()` of scripts answer what `read` gives. */
export function installJobContext(read: JobContextReader): void {
  Object.defineProperty(globalThis, jobContextKey, { value: read, configurable: true })
}

/** What `jobContext()` gives inside a callback. `signal` is a getter: reading it is what asks for a grace (E2). */
export function makeJobContext(parts: ContextParts): JobContext {
  const { call, cancel, scriptDir, workDir, attempt } = parts
  const first = call.triggered[0]
  return {
    get signal() { return cancel.signal },
    onCancel: (listener) => cancel.add(listener),
    triggered: call.triggered,
    triggeredId: first === undefined ? null : parseIdKey(first.id),
    inputs: call.inputs,
    states: call.states,
    setProps: (id, props) => { parts.setProps(idKey(id), props) },
    scriptDir,
    workDir,
    attempt,
  }
}

/** The id that `idKey` wrote: text never starts with a brace (A10). */
function parseIdKey(key: string): ComponentId {
  return key.startsWith('{') ? JSON.parse(key) as ComponentId : key
}
