import { toErrorInfo } from '../../shared/errors.ts'
import type { Broadcaster } from '../engine/ports.ts'

/**
 * A fault of our own must neither end the app that owns people's jobs nor block it with Electron's dialog: it is told
 * in every window and on stderr, and the app goes on.
 */
export function surviveFaults(broadcaster: Broadcaster): void {
  const tell = (thrown: unknown): void => {
    const { message, stack } = toErrorInfo(thrown)
    process.stderr.write(`Simmer: ${stack ?? message}\n`)
    broadcaster.send({
      change: 'notice',
      notice: { id: 'fault', level: 'error', title: 'Something went wrong inside Simmer', text: `${message} Jobs go on. If the window behaves oddly, reload it (Ctrl+R).` },
    })
  }
  process.on('uncaughtException', tell)
  process.on('unhandledRejection', tell)
}
