import { type Events, type RequestName, requestNames, type Requests, type SimmerBridge } from '../shared/contract.ts'
import { fromErrorInfo } from '../shared/errors.ts'

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

async function unwrap<Name extends RequestName>(name: Name, args: Parameters<Requests[Name]>): Promise<ReturnType<Requests[Name]>> {
  const request = window.simmer[name] as (...args: Parameters<Requests[Name]>) => Promise<Awaited<ReturnType<SimmerBridge[Name]>>>
  const result = await request(...args)
  if (!result.ok) throw fromErrorInfo(result.error)
  return result.value as ReturnType<Requests[Name]>
}

const requests = Object.fromEntries(requestNames.map((name) => [
  name, (...args: Parameters<Requests[typeof name]>) => unwrap(name, args),
])) as Omit<Api, 'onChanged' | 'pathOfFile'>

/** What this window asks of main. */
export const api = { ...requests, onChanged: (listener: (batch: Events['changed']) => void) => window.simmer.onChanged(listener), pathOfFile: (file: File) => window.simmer.pathOfFile(file) } as Api
