import { type Events, portGreeting, type PortMessage, type PortRequest, type RequestName } from '../shared/contract.ts'
import type { Result } from '../shared/errors.ts'

/** Requests and changes by a port to preload. */
export interface PortBridge {
  /** Throws where an argument cannot be cloned, or where the window is going: the bridge then takes it. */
  readonly ask: (name: RequestName, args: readonly unknown[]) => Promise<Result<unknown>>
  readonly onChanged: (listener: (batch: Events['changed']) => void) => () => void
}

/** Hands preload a port. What it says comes in the order in which main said it. */
export function openPortBridge(): PortBridge {
  const { port1: port, port2: theirs } = new MessageChannel()
  const waiting = new Map<number, (result: Result<unknown>) => void>()
  const listeners = new Set<(batch: Events['changed']) => void>()
  let last = 0
  // A port dies with its window, and what was put into it just before; preload's own call is out by then.
  let isGoing = false
  for (const event of ['beforeunload', 'pagehide']) window.addEventListener(event, () => { isGoing = true }, { capture: true })
  port.addEventListener('message', ({ data: message }: MessageEvent<PortMessage>) => {
    if ('changed' in message) { for (const listener of listeners) listener(message.changed); return }
    waiting.get(message.id)?.(message.result)
    waiting.delete(message.id)
  })
  port.start()
  window.postMessage(portGreeting, location.origin, [theirs])
  return {
    ask: (name, args) => {
      if (isGoing) throw new Error('The window is going')
      last += 1
      const id = last
      port.postMessage({ id, name, args } satisfies PortRequest)
      return new Promise((resolve) => { waiting.set(id, resolve) })
    },
    onChanged: (listener) => {
      listeners.add(listener)
      return () => { listeners.delete(listener) }
    },
  }
}
