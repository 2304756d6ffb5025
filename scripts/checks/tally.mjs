import { readReports } from './read-reports.mjs'

/** @typedef {{ passed: number, failed: number, skipped: number }} Tally */

/**
 * Adds up what Vitest wrote as JSON into a folder. A test that is neither passed nor failed was skipped; a file that
 * could not be loaded has no tests and counts as one failure.
 * @param {string} folder
 * @returns {Tally}
 */
export function tallyOf(folder) {
  const tally = { passed: 0, failed: 0, skipped: 0 }
  for (const report of readReports(folder)) {
    if (report === undefined) tally.failed += 1
    for (const file of report?.testResults ?? []) addFile(tally, file)
  }
  return tally
}

/**
 * @param {Tally} tally
 * @param {{ status: string, assertionResults: { status: string }[] }} file
 */
function addFile(tally, { status, assertionResults }) {
  const failed = assertionResults.filter((test) => test.status === 'failed').length
  const passed = assertionResults.filter((test) => test.status === 'passed').length
  tally.passed += passed
  tally.failed += failed
  tally.skipped += assertionResults.length - passed - failed
  if (status === 'failed' && failed === 0) tally.failed += 1
}

/**
 * The last line of a test run.
 * @param {Tally} tally
 */
export function summary({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}
