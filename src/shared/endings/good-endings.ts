import type { Endings } from './ending.ts'

/** Ends with a result, whatever happened on the way. */
export const goodEndings = {
  returns: { when: 'The callback returns a value', code: 'good', says: null, hint: null },
  noUpdate: { when: 'It returns `noUpdate`, or throws `PreventUpdate`: the page stays as it is', code: 'good', says: null, hint: null },
  exitCodeSet: { when: 'It sets `process.exitCode`, and returns', code: 'good', says: null, hint: null },
  leftovers: { when: 'It returns, and leaves processes behind: they are ended, and counted', code: 'good', says: null, hint: null },
  floodsProgress: { when: 'It sets progress and props a million times, and returns: the latest values are shown', code: 'good', says: null, hint: null },
  workFolderGone: { when: 'It deletes its working folder, and returns', code: 'good', says: null, hint: null },
  killedAfterResult: { when: 'Its process is killed after it told its result, before that was kept', code: 'good', says: null, hint: null },
  resultBeforeCancel: { when: 'Cancel comes when its result is there already', code: 'good', says: null, hint: null },
  logUnwritable: {
    when: 'The disk is full while its log is written: what is missing is counted in the log', code: 'good',
    says: '✂ About {count} characters of output are left out here: they could not be written.', hint: null,
  },
  retriedWell: { when: 'It fails, and succeeds when `retries` runs it again: the log has each attempt', code: 'good', says: 'Attempt {attempt} of {most} failed: {why}. Trying again in {seconds} s.', hint: null },
  scriptChanged: { when: 'The script is changed between trigger and start: what was triggered runs, and its result is not cached', code: 'good', says: null, hint: null },
  scriptGone: { when: 'The script is deleted between trigger and start: what was triggered runs', code: 'good', says: null, hint: null },
} as const satisfies Endings
