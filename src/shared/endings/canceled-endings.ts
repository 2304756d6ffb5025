import type { Endings } from './ending.ts'

/** Ends that were asked for. */
export const canceledEndings = {
  canceled: { when: 'Cancel, while it is in a loop that never lets go', code: 'canceled', says: 'Canceled. {ended} ended, {left} left.', hint: null },
  canceledInQueue: { when: 'Cancel, before it started', code: 'canceled', says: 'Canceled before it started.', hint: null },
  canceledInGrace: { when: 'Cancel, and it uses its grace to clean up', code: 'canceled', says: 'Canceled. {ended} ended, {left} left.', hint: null },
  forced: { when: 'Cancel, then Force: its grace is over at once', code: 'canceled', says: 'Canceled. {ended} ended, {left} left.', hint: null },
  replaced: { when: 'A newer trigger replaces it', code: 'canceled', says: 'Replaced by a newer run. {ended} ended, {left} left.', hint: null },
  quit: { when: 'Simmer is quit', code: 'canceled', says: 'Canceled at quit. {ended} ended, {left} left.', hint: null },
  terminal: { when: 'Cancel from a terminal', code: 'canceled', says: 'Canceled from a terminal. {ended} ended, {left} left.', hint: null },
} as const satisfies Endings
