import type { JobId } from '../../shared/brand.ts'
import { jobCount, type JobTitle } from './jobs-in-words.ts'

export interface TrayActions {
  readonly open: () => void
  readonly quit: () => void
  readonly cancel: (jobId: JobId) => void
}

type Item = Electron.MenuItemConstructorOptions
const listed = 10

/** The tray's menu: what runs, each with its Cancel, how many wait, and the ways in and out. */
export function trayMenu(running: readonly JobTitle[], waiting: number, actions: TrayActions): readonly Item[] {
  const more = running.length - listed
  return [
    { label: summary(running.length, waiting), enabled: false },
    ...running.slice(0, listed).map((job): Item => (job.status === 'canceling'
      ? { label: `${job.text} (stopping)`, enabled: false }
      : { label: job.text, submenu: [{ label: 'Cancel', click: () => { actions.cancel(job.id) } }] })),
    ...(more > 0 ? [{ label: `and ${more} more`, enabled: false }] : []),
    { type: 'separator' },
    { label: 'Open Simmer', click: actions.open },
    { label: 'Quit Simmer', click: actions.quit },
  ]
}

/** What runs and waits, in a few words. */
export function summary(running: number, waiting: number): string {
  const waits = waiting === 0 ? '' : `, ${waiting} waiting`
  return running === 0 && waiting === 0 ? 'Nothing runs' : `${jobCount(running)} running${waits}`
}
