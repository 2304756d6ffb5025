import type { Endings } from './ending.ts'

/** Ends by a limit that the script set, and by the death of Simmer itself. */
export const limitEndings = {
  timesOut: { when: 'It runs longer than `timeout`, in seconds awake', code: 'TIMED_OUT', says: 'The job did not end within its limit of {limit} s', hint: 'Raise `timeout`, or do less.' },
  timesOutInGrace: { when: 'It runs longer than `timeout`, and uses its grace to clean up', code: 'TIMED_OUT', says: 'The job did not end within its limit of {limit} s', hint: 'Raise `timeout`, or do less.' },
  overMemory: { when: 'It takes more memory than `memoryLimit`', code: 'MEMORY_LIMIT', says: 'The job used {used} MB, above its limit of {limit} MB', hint: 'Raise `memoryLimit`, or keep less at once.' },
  treeOverMemory: { when: 'It and what it started take more memory than `memoryLimit` together', code: 'MEMORY_LIMIT', says: 'The job used {used} MB, above its limit of {limit} MB', hint: 'Raise `memoryLimit`, or keep less at once.' },
  quarantined: { when: 'Simmer died twice while it ran: it is not started again, though its task asks for that', code: 'INTERRUPTED', says: 'Simmer ended {times} while this ran, so it is not started again by itself.', hint: 'Look at what the script does to the computer (memory, say), then run it again.' },
  interrupted: { when: 'Simmer or the computer dies', code: 'INTERRUPTED', says: 'Simmer or the computer stopped while this ran.', hint: 'Run it again.' },
} as const satisfies Endings
