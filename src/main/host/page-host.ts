import { AsyncLocalStorage } from 'node:async_hooks'
import { isNoUpdate, isPreventUpdate } from '../../sdk/internal.ts'
import type { JobContext } from '../../sdk/job-context.ts'
import type { RunnableCallback } from '../../sdk/types/runnable-callback.ts'
import type { CallContext } from '../../shared/change.ts'
import { AppError, type ErrorInfo, fromErrorInfo, type Result } from '../../shared/errors.ts'
import { type Bundle, type HostCall, noUpdateMark, type ToHost } from '../../shared/protocol.ts'
import { isFileWish } from '../../shared/result-file.ts'
import { Callbacks } from './callbacks.ts'
import { CancelSignal } from './cancel-signal.ts'
import { cleanOwnEnvironment } from './clean-own-environment.ts'
import { encodeValue } from './encode-value.ts'
import type { HostParts } from './job-host.ts'
import { installJobContext, makeJobContext } from './job-context.ts'
import { loadBundle } from './load-bundle.ts'
import { containersOf } from './result-parts.ts'
import { startThread } from './start-thread.ts'
import { toTaskError } from './task-error.ts'

const contexts = new AsyncLocalStorage<JobContext>()

/** Answers the calls of an open page: light callbacks, custom policies, `onError`; many at once. */
export async function hostPage({ channel, flags, watchdog }: HostParts): Promise<void> {
  const load = channel.readBlocking()
  if (load.to !== 'load') throw new Error(`Expected a bundle, got ${load.to}`)
  const { bundle } = load
  cleanOwnEnvironment(bundle.scriptFile)
  installJobContext(() => contexts.getStore())
  const early: ToHost[] = []
  let receive = (message: ToHost): void => { early.push(message) }
  channel.handOver(startThread({ flags, watchdog }, (message) => { if (message.kind === 'message') receive(message.message) }))
  let callbacks: Callbacks
  try { callbacks = new Callbacks(await loadBundle(bundle)) } catch (thrown) {
    channel.send({ from: 'loadFailed', error: toTaskError(thrown, bundle, 'SCRIPT_BROKEN') })
    return
  }
  channel.send({ from: 'loaded' })
  receive = (message) => {
    if (message.to !== 'call') return
    void answer(message.call, { callbacks, bundle }).then((result) => { channel.send({ from: 'answered', id: message.id, result }) })
  }
  for (const message of early) receive(message)
}

function lightFile(path: string): AppError {
  return new AppError('REFUSED', `file(${JSON.stringify(path)}) can only be in the result of a longCallback`, { hint: 'A light callback has no run that would keep it: make it a longCallback.' })
}

interface Page { readonly callbacks: Callbacks; readonly bundle: Bundle }

async function answer(call: HostCall, { callbacks, bundle }: Page): Promise<Result<unknown>> {
  try {
    const value = await evaluate(call, callbacks.get(call.callbackId), bundle)
    for (const part of containersOf(value)) if (isFileWish(part)) throw lightFile(part.path)
    encodeValue(value, 'result')
    return { ok: true, value }
  } catch (thrown) {
    if (isPreventUpdate(thrown)) return { ok: true, value: noUpdateMark }
    return { ok: false, error: toTaskError(thrown, bundle) }
  }
}

async function evaluate(call: HostCall, callback: RunnableCallback, bundle: Bundle): Promise<unknown> {
  switch (call.call) {
    case 'light': {
      const value = await contexts.run(lightContext(call.context, bundle), () => callback.run(null, call.args))
      if (!isNoUpdate(value)) callback.checkResult(value)
      return value
    }
    case 'policy': {
      const policy = callback.policies[call.index]
      if (policy === undefined) throw new AppError('NOT_FOUND', `"${call.callbackId}" has no cacheBy function at ${call.index}`)
      return policy()
    }
    case 'validate': return callback.validate(call.values, bundle.scriptDir)
    case 'onError': {
      if (callback.onError === undefined) throw new AppError('NOT_FOUND', `"${call.callbackId}" has no onError`)
      const value = await callback.onError(asThrown(call.error))
      if (!isNoUpdate(value)) callback.checkResult(value)
      return value
    }
  }
}

/** A light callback is short: nothing cancels it, and what it has to say it returns. */
function lightContext(call: CallContext, bundle: Bundle): JobContext {
  return makeJobContext({
    call, cancel: new CancelSignal(() => undefined), scriptDir: bundle.scriptDir, workDir: process.cwd(), attempt: 1,
    setProps: () => { throw new AppError('REFUSED', 'setProps is for jobs', { hint: 'Return the values from the callback, or make it a longCallback.' }) },
  })
}

/** The error as the script threw it, as far as it can be told: its class's name and its stack. */
function asThrown(info: ErrorInfo): Error {
  const error = fromErrorInfo(info)
  if (info.name !== undefined) Object.defineProperty(error, 'name', { value: info.name })
  if (info.stack !== undefined) Object.defineProperty(error, 'stack', { value: info.stack })
  return error
}
