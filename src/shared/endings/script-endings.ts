import type { Endings } from './ending.ts'

/** Ends that the script makes by what it throws, or by never settling. */
export const scriptEndings = {
  throws: { when: 'It throws an `Error`: place and stack are told', code: 'TASK_THREW', says: null, hint: null },
  throwsCause: { when: 'It throws an `Error` with a `cause`: that is told too, and so on', code: 'TASK_THREW', says: null, hint: null },
  throwsSeveral: { when: 'It throws an `AggregateError`: the first of them are named', code: 'TASK_THREW', says: '{message}: {errors}', hint: null },
  throwsNonError: { when: 'It throws something that is no `Error`', code: 'TASK_THREW', says: 'Thrown: {value}', hint: 'Throw an Error: it tells where it was thrown.' },
  throwsUnreadable: { when: 'It throws an `Error` whose message cannot be read', code: 'TASK_THREW', says: 'The script threw an error that cannot be read: {why}', hint: 'A getter of the error throws: give it a message of plain text.' },
  overflows: { when: 'It calls itself until the stack is full', code: 'TASK_THREW', says: 'Maximum call stack size exceeded', hint: 'A function calls itself without an end, or more deeply than the stack has room for: use a loop and a list of your own.' },
  rejects: { when: 'A promise is rejected that nothing awaits', code: 'TASK_THREW', says: null, hint: 'A promise was rejected that nothing awaits: await it, or catch it.' },
  throwsLater: { when: 'It throws in a timer or a listener', code: 'TASK_THREW', says: null, hint: 'This was thrown outside of the callback\'s own calls, in a timer or a listener: catch it there.' },
  workerThrows: { when: 'A worker thread of its own throws, and nothing listens to its `error`', code: 'TASK_THREW', says: null, hint: 'This was thrown outside of the callback\'s own calls, in a timer or a listener: catch it there.' },
  neverSettles: { when: 'Its promise never settles, and nothing is left that could settle it', code: 'TASK_THREW', says: 'The promise that `run` returned never settles: nothing is left that could settle it', hint: 'Something it awaits was never resolved: a promise without a resolve, or a stream or child that ended unheard.' },
  retriedInVain: { when: 'It fails at every attempt that `retries` allows: each is recorded, the last one is told', code: 'TASK_THREW', says: null, hint: null },
} as const satisfies Endings
