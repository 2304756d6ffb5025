import { Callbacks } from './callbacks.ts'
import { cleanOwnEnvironment } from './clean-own-environment.ts'
import type { HostParts } from './job-host.ts'
import { loadBundle } from './load-bundle.ts'
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
  try { channel.send({ from: 'described', descriptor: callbacks.describe() }) } catch (thrown) {
    channel.send({ from: 'loadFailed', error: toTaskError(thrown, bundle, 'SCRIPT_REFUSED') })
  }
}
