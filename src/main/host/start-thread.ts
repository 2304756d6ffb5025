import { SHARE_ENV, Worker } from 'node:worker_threads'
import type { FromThread, ThreadStart } from './thread-messages.ts'

/** Starts the I/O thread; it does nothing until the channel is handed over to it. */
export function startThread(start: ThreadStart, received: (message: FromThread) => void): Worker {
  const thread = new Worker(new URL('./io-thread.js', import.meta.url), { workerData: start, env: SHARE_ENV, execArgv: [] })
  thread.on('message', received)
  return thread
}
