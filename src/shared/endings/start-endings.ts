import type { Endings } from './ending.ts'

/** Ends before the first line of the callback. */
export const startEndings = {
  importThrows: { when: 'The script throws when it is imported', code: 'SCRIPT_BROKEN', says: null, hint: null },
  importHangs: { when: 'The script never finishes being imported', code: 'SCRIPT_BROKEN', says: 'The script did not finish loading within {limit} s', hint: 'Something at its top level never ends: move it into `run`.' },
  importExits: { when: 'The script ends its process when it is imported', code: 'SCRIPT_BROKEN', says: 'The script ended its process with exit code {code} while it was loaded', hint: 'Something at its top level calls process.exit, or the runtime gave up: the last lines of its log may say which.' },
  scriptMissing: { when: 'The script is gone when its job is taken up again after a restart', code: 'SCRIPT_MISSING', says: null, hint: null },
  runtimeMissing: { when: 'It asks for `runtime: \'node\'`, and there is none', code: 'HOST_FAILED', says: null, hint: null },
  programMissing: { when: 'The runtime\'s program is not there', code: 'HOST_FAILED', says: 'The job\'s process could not be started: {program} is not there', hint: 'If Simmer was updated or moved meanwhile, start it again; else choose another Node in Settings.' },
  programRefused: { when: 'The runtime\'s program may not be executed', code: 'HOST_FAILED', says: 'The job\'s process could not be started: {program} may not be executed', hint: 'Give it the right to be executed, or choose another Node in Settings.' },
  noMoreProcesses: { when: 'The system has no room for another process (EAGAIN)', code: 'HOST_FAILED', says: 'The job\'s process could not be started: the computer allows you no more processes right now ({why})', hint: 'End something that runs, or let fewer jobs run at once, then run again. The limit is told by `ulimit -u`.' },
  noMoreFiles: { when: 'Simmer has too many files open (EMFILE)', code: 'HOST_FAILED', says: 'The job\'s process could not be started: too many files are open ({why})', hint: 'Let fewer jobs run at once, then run again. The limit is told by `ulimit -n`.' },
  noMoreMemory: { when: 'The computer has no memory for another process (ENOMEM)', code: 'HOST_FAILED', says: 'The job\'s process could not be started: the computer is out of memory ({why})', hint: 'End something that takes much memory, then run again.' },
  diskFull: { when: 'The disk is full when its working folder is made', code: 'DISK_FULL', says: 'There is no room on the disk for the job\'s working folder', hint: 'Free some space, then run again.' },
  notStarted: { when: 'Its process cannot be started for another reason', code: 'HOST_FAILED', says: 'The job\'s process could not be started: {program} failed ({why})', hint: 'Run it again; restart Simmer if it stays so.' },
} as const satisfies Endings
