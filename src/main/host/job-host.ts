import type { Worker } from 'node:worker_threads'
import { scriptEndings } from '../../shared/endings/script-endings.ts'
import { AppError } from '../../shared/errors.ts'
import type { RunnableCallback } from '../../sdk/types/runnable-callback.ts'
import { Callbacks } from './callbacks.ts'
import { cleanOwnEnvironment } from './clean-own-environment.ts'
import type { HostChannel } from './host-channel.ts'
import { JobRun } from './job-run.ts'
import { loadBundle } from './load-bundle.ts'
import { startThread } from './start-thread.ts'
import { toTaskError } from './task-error.ts'
import type { FromThread } from './thread-messages.ts'

export interface HostParts { readonly channel: HostChannel; readonly flags: Int32Array; readonly watchdog: boolean }

/** ms that a spare host waits with what only speeds up the next run, so that hosts in quick succession never pay for it. */
const idleBefore = 100

/** Runs one callback of one bundle. The bundle comes first; the order to run may come much later (a warm host). */
export async function hostJob(parts: HostParts): Promise<void> {
  const { channel } = parts
  const load = channel.readBlocking()
  if (load.to !== 'load') throw new Error(`Expected a bundle, got ${load.to}`)
  const { bundle } = load
  cleanOwnEnvironment(bundle.scriptFile)
  const current: { run?: JobRun } = {}
  let loading = true
  const fail = (thrown: unknown, unheard?: 'rejects' | 'throwsLater'): void => {
    if (loading) channel.send({ from: 'loadFailed', error: toTaskError(thrown, bundle, 'SCRIPT_BROKEN') })
    else current.run?.fail(thrown, unheard === undefined ? undefined : scriptEndings[unheard].hint)
  }
  // A script that handles these itself keeps doing so.
  process.on('uncaughtException', (error, origin) => {
    if (process.listenerCount('uncaughtException') === 1) fail(error, origin === 'unhandledRejection' ? 'rejects' : 'throwsLater')
  })
  const ordered = channel.read()
  let callbacks: Callbacks
  try { callbacks = new Callbacks(await loadBundle(bundle)) } catch (thrown) { fail(thrown); await stay(); return }
  loading = false
  channel.send({ from: 'loaded' })

  let thread: Worker | undefined
  const start = (): Worker => thread ??= startThread({ flags: parts.flags, watchdog: parts.watchdog }, (message) => { received(message, current.run) })
  const warmUp = setTimeout(() => { start(); callbacks.prepare() }, idleBefore)
  const order = await ordered
  clearTimeout(warmUp)
  if (order.to !== 'run') throw new Error(`Expected an order to run, got ${order.to}`)
  let callback: RunnableCallback
  try { callback = callbacks.get(order.callbackId) } catch (thrown) {
    channel.send({ from: 'threw', error: toTaskError(thrown, bundle, 'SCRIPT_BROKEN') })
    await stay()
    return
  }
  // As late as can be: a script that is quicker than the thread's start has not to pay for all of it.
  const worker = start()
  channel.handOver(worker)
  channel.post({ kind: 'interval', interval: order.interval })
  channel.post({ kind: 'niceness', niceness: order.niceness })
  const run = new JobRun({ channel, flags: parts.flags, bundle, order, stay: () => { worker.ref() } })
  current.run = run
  await execute(run, callback, worker)
}

async function execute(run: JobRun, callback: RunnableCallback, worker: Worker): Promise<void> {
  // From here only the script keeps the process: where nothing is left that could settle its promise, it is told.
  worker.unref()
  process.once('beforeExit', () => {
    worker.ref()
    run.fail(new AppError('TASK_THREW', scriptEndings.neverSettles.says, { hint: scriptEndings.neverSettles.hint }))
  })
  process.once('exit', () => { run.exiting() })
  await run.run(callback)
  await stay()
}

function received(message: FromThread, run: JobRun | undefined): void {
  if (message.kind === 'room') run?.sendKept()
  else if (message.message.to === 'cancel') void run?.cancel()
}

/** Main ends this process when it has read the last message. */
function stay(): Promise<never> {
  setInterval(() => undefined, 1 << 30)
  return new Promise<never>(() => undefined)
}
