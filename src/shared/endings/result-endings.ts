import type { Endings } from './ending.ts'

/** Ends that come from what the script gives: a result, progress, props. */
export const resultEndings = {
  uncloneable: { when: 'Its result holds what cannot be cloned, such as a function', code: 'NOT_CLONEABLE', says: '{path} is {kind}, which cannot leave the script\'s process', hint: 'Give plain values: numbers, text, arrays, objects, Date, Map, Set, BigInt, typed arrays.' },
  getterThrows: { when: 'A getter of its result throws', code: 'NOT_CLONEABLE', says: '{path} is a getter that throws ({why}), which cannot leave the script\'s process', hint: 'Give plain values: numbers, text, arrays, objects, Date, Map, Set, BigInt, typed arrays.' },
  wrongShape: { when: 'Its result has another shape than its outputs', code: 'WRONG_SHAPE', says: null, hint: null },
  tooLarge: { when: 'Its result is too large to be encoded at all', code: 'NOT_CLONEABLE', says: '{name} is too large to be encoded ({why})', hint: 'Give less at once: typed arrays instead of lists of numbers, or write a file and return `file(path)`.' },
  frameTooLarge: { when: 'It sets progress or props of more than 64 MB', code: 'REFUSED', says: '{name} is {size} MB, and at most {most} MB can be sent', hint: 'Put large values into the result, or into a file.' },
  fileInProgress: { when: 'It puts `file(path)` into progress or props', code: 'REFUSED', says: '{path} is file({file}), which only a result can hold', hint: 'Return it. Until then, say its name as text.' },
  resultDiskFull: { when: 'The disk is full when its result is written', code: 'DISK_FULL', says: 'The disk is full: the result ({size} MB) could not be kept', hint: 'Free some space, then run again.' },
  resultUnwritable: { when: 'Its result cannot be written for another reason, such as a limit for the size of files', code: 'HOST_FAILED', says: 'The result ({size} MB) could not be written to the job\'s working folder: {why}', hint: 'The system has a limit for the size of files (`ulimit -f`), or the folder cannot be written any more: mend that, then run again.' },
  resultLost: { when: 'Something deletes its result\'s file before it was kept', code: 'HOST_FAILED', says: 'The result\'s file is not what the script wrote: expected {size} bytes, got {found}', hint: 'Something removed or changed what lies in the job\'s working folder. Run it again.' },
  commitDiskFull: { when: 'The disk is full when its result is recorded', code: 'DISK_FULL', says: 'The disk is full: Simmer could not save this', hint: 'Free some space on the disk that holds Simmer\'s data folder, then try again.' },
} as const satisfies Endings
