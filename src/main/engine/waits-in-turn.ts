import type { LiveRun } from './live-run.ts'

/** True where one job of an instance waits for those before it (C5). */
export function waitsInTurn({ callback: { whenRunning } }: LiveRun): boolean { return whenRunning === 'replace' || whenRunning === 'queue' }
