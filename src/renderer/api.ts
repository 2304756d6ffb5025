import { type Events, type RequestName, requestNames, type Requests, type SimmerBridge } from '../shared/contract.ts'
import { fromErrorInfo } from '../shared/errors.ts'
import { openPortBridge, type PortBridge } from './port-bridge.ts'

declare global {
  interface Window { readonly simmer: SimmerBridge }
}

/** Main's requests as plain asynchronous functions; each rejects with an `AppError` that keeps main's code and hint. */
export type Api = {
  readonly [Name in RequestName]: (...args: Parameters<Requests[Name]>) => Promise<ReturnType<Requests[Name]>>
} & {
  /** Calls `listener` for every batch of changes from now on; the return value ends that. */
  readonly onChanged: (listener: (batch: Events['changed']) => void) => () => void
  /** Where a file that was dropped on the window lies; '' for one that is on no disk. */
  readonly pathOfFile: (file: File) => string
}

let port: PortBridge | null = null
/** Preload's port, where it takes one; null: there is the bridge alone. */
function portBridge(): PortBridge | null {
  if (window.simmer.takesPort !== true) return null
  port ??= openPortBridge()
  return port
}

function ask<Name extends RequestName>(name: Name, args: Parameters<Requests[Name]>): ReturnType<SimmerBridge[Name]> {
  type Answer = ReturnType<SimmerBridge[Name]>
  try {
    const asked = portBridge()?.ask(name, args)
    if (asked !== undefined) return asked as Answer
  } catch { /* An object of Vue's own, which the bridge copies member by member; or the window is going. */ }
  // Not by the port means that the window is going: an answer would come too late, and so would the question.
  const { savePageAtOnce } = window.simmer
  if (name === 'savePage' && savePageAtOnce !== undefined) return Promise.resolve(savePageAtOnce(...args as Parameters<Requests['savePage']>)) as Answer
  const request = window.simmer[name] as (...args: Parameters<Requests[Name]>) => Answer
  return request(...args)
}

async function unwrap<Name extends RequestName>(name: Name, args: Parameters<Requests[Name]>): Promise<ReturnType<Requests[Name]>> {
  const result = await ask(name, args)
  if (!result.ok) throw fromErrorInfo(result.error)
  return result.value as ReturnType<Requests[Name]>
}

const requests = Object.fromEntries(requestNames.map((name) => [
  name, (...args: Parameters<Requests[typeof name]>) => unwrap(name, args),
])) as Omit<Api, 'onChanged' | 'pathOfFile'>

/** What this window asks of main. */
export const api = { ...requests, onChanged: (listener: (batch: Events['changed']) => void) => (portBridge() ?? window.simmer).onChanged(listener), pathOfFile: (file: File) => window.simmer.pathOfFile(file) } as Api
