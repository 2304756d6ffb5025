import { AppError } from '../../shared/errors.ts'
import { Callbacks } from './callbacks.ts'
import { cleanOwnEnvironment } from './clean-own-environment.ts'
import { findUncloneable } from './find-uncloneable.ts'
import type { HostParts } from './job-host.ts'
import { loadBundle } from './load-bundle.ts'
import { placeOfExport } from './place-of-export.ts'
import { startThread } from './start-thread.ts'
import { toTaskError } from './task-error.ts'

/** Imports a bundle and says what it defines. A script that loops at its top level is under the watchdog's eye. */
export async function hostDescription({ channel, flags, watchdog }: HostParts): Promise<void> {
  const load = channel.readBlocking()
  if (load.to !== 'load') throw new Error(`Expected a bundle, got ${load.to}`)
  const { bundle } = load
  cleanOwnEnvironment(bundle.scriptFile)
  channel.handOver(startThread({ flags, watchdog }, () => undefined))
  process.on('uncaughtException', (error) => { channel.send({ from: 'loadFailed', error: toTaskError(error, bundle, 'SCRIPT_BROKEN') }) })
  let callbacks: Callbacks
  try { callbacks = new Callbacks(await loadBundle(bundle)) } catch (thrown) {
    channel.send({ from: 'loadFailed', error: toTaskError(thrown, bundle, 'SCRIPT_BROKEN') })
    return
  }
  try { describe(callbacks, channel) } catch (thrown) {
    const error = toTaskError(thrown, bundle, 'SCRIPT_REFUSED')
    // What is refused for what it is has no line of its own: where the script says what it exports is nearest.
    const place = error.place ?? placeOfExport(bundle.scriptFile)
    channel.send({ from: 'loadFailed', error: { ...error, ...(place === undefined ? {} : { place }) } })
  }
}

function describe(callbacks: Callbacks, channel: HostParts['channel']): void {
  const descriptor = callbacks.describe()
  try { channel.send({ from: 'described', descriptor }) } catch (thrown) {
    const part = findUncloneable(descriptor, 'task')
    if (part === undefined) throw thrown
    throw new AppError('SCRIPT_REFUSED', `The task holds ${part.kind} at ${part.path.replace(/^task\./, '')}`, { hint: 'What a task is made of are plain values: text, numbers, dates, arrays, objects of these.' })
  }
}
