import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { readJson } from '../lib/read-json.mjs'

/** @typedef {{ status: string, title: string }} TestResult */
/** @typedef {{ testResults: { status: string, assertionResults: TestResult[] }[] }} Report */

/**
 * What Vitest wrote as JSON into a folder; undefined for a report that was cut short.
 * @param {string} folder
 * @returns {(Report | undefined)[]}
 */
export function readReports(folder) {
  return readdirSync(folder).filter((file) => file.endsWith('.json')).map((name) => /** @type {Report | undefined} */ (readJson(join(folder, name))))
}
