import type { Endings } from './ending.ts'

/** Ends of the script's process by itself, or by somebody else's hand. */
export const processEndings = {
  exits: { when: 'It calls `process.exit(3)`', code: 'CRASHED', says: 'The script ended its process with exit code {code} before its callback returned', hint: 'Return from the callback instead of calling process.exit, or throw an Error that says what is wrong.' },
  exitsWell: { when: 'It calls `process.exit(0)` without a result', code: 'CRASHED', says: 'The script ended its process with exit code 0 before its callback returned', hint: 'Return from the callback instead of calling process.exit, or throw an Error that says what is wrong.' },
  aborts: { when: 'It calls `process.abort()`, or a native part of it gives up', code: 'CRASHED', says: 'The script\'s process gave up (SIGABRT)', hint: 'process.abort was called, or a native addon or the runtime found a fault in itself: the last lines of the log may say which.' },
  segfaults: { when: 'A native addon or the runtime crashes (SIGSEGV)', code: 'CRASHED', says: 'The script\'s process crashed ({signal})', hint: 'A native addon or the runtime itself failed: update it, or run without it to see whether it is the one.' },
  overflowsNatively: { when: 'The stack grows beyond what the system gives (`--stack-size`)', code: 'CRASHED', says: 'The script\'s process crashed ({signal})', hint: 'A native addon or the runtime itself failed: update it, or run without it to see whether it is the one.' },
  outOfHeap: { when: 'It runs out of JavaScript memory', code: 'CRASHED', says: 'The script ran out of JavaScript memory', hint: 'Keep less at once (typed arrays and streams count outside of this limit), or take `runtime: \'node\'`, which has a larger one.' },
  resultOutOfHeap: { when: 'Its result does not fit into JavaScript memory', code: 'CRASHED', says: 'The script ran out of JavaScript memory', hint: 'Keep less at once (typed arrays and streams count outside of this limit), or take `runtime: \'node\'`, which has a larger one.' },
  killed: { when: 'Somebody kills it (SIGKILL)', code: 'CRASHED', says: 'The script\'s process was killed from outside (SIGKILL)', hint: 'Not by Simmer: another program, or somebody, sent the signal. Run it again.' },
  killedForMemory: { when: 'It is killed (SIGKILL) while the computer is short of memory and it holds much', code: 'CRASHED', says: 'The script\'s process was killed from outside (SIGKILL), perhaps for want of memory: it held {held} MB, and {free} MB were free', hint: 'Keep less at once, run fewer jobs at once, or set `memoryLimit`, so that it ends before the system has to choose.' },
  terminated: { when: 'Somebody ends it (SIGTERM)', code: 'CRASHED', says: 'The script\'s process was ended from outside ({signal})', hint: 'Not by Simmer: another program, or somebody, sent the signal. Run it again.' },
  hungUp: { when: 'Its terminal hangs up (SIGHUP)', code: 'CRASHED', says: 'The script\'s process was ended from outside ({signal})', hint: 'Not by Simmer: another program, or somebody, sent the signal. Run it again.' },
  killedInResult: { when: 'It is killed while its result is written', code: 'CRASHED', says: 'The script\'s process was killed from outside (SIGKILL)', hint: 'Not by Simmer: another program, or somebody, sent the signal. Run it again.' },
  closesChannel: { when: 'It closes descriptor 3', code: 'CRASHED', says: 'The script\'s process closed its connection to Simmer', hint: 'Descriptor 3 is Simmer\'s: do not close it.' },
  writesToChannel: { when: 'It writes to descriptor 3, were it gigabytes', code: 'CRASHED', says: 'The script\'s process wrote to its connection to Simmer', hint: 'Descriptor 3 is Simmer\'s: do not write to it.' },
} as const satisfies Endings
