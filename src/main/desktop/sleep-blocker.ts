import { powerSaveBlocker } from 'electron'
import type { SleepBlocker } from '../session/keep-awake.ts'

/** The system's own: a computation needs the processor, not the screen. */
export const sleepBlocker: SleepBlocker = {
  start: () => powerSaveBlocker.start('prevent-app-suspension'),
  stop: (id) => { powerSaveBlocker.stop(id) },
}
