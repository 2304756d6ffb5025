import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../lib/paths.mjs'
import { readReports } from './read-reports.mjs'

/**
 * The ids of what the project promises, as docs list them: statements as `A1.` at the start of a line, scenarios as the
 * first cell of a table's row.
 * @returns {{ statements: readonly string[], scenarios: readonly string[] }}
 */
export function promisedIds() {
  const statements = [...read('docs/semantics.md').matchAll(/^([A-I]\d{1,2})\. /gm)].map(([, id]) => String(id))
  const scenarios = [...read('docs/scenarios.md').matchAll(/^\| ([LS]\d{1,2}) \|/gm)].map(([, id]) => String(id))
  return { statements, scenarios }
}

/** @param {string} name */
function read(name) {
  return readFileSync(join(root, name), 'utf8')
}

/**
 * The ids at the start of a test's title: `C5`, `D1, D2`, `B2 and B3`. Scenarios in other spellings (`L1`) are none.
 * @param {string} title
 * @returns {readonly string[]}
 */
export function idsOf(title) {
  const [start] = /^[A-Z]\d{1,2}(?:(?:, | and )[A-Z]\d{1,2})*(?![\w.])/.exec(title) ?? ['']
  return start.match(/[A-Z]\d{1,2}/g) ?? []
}

/**
 * The ids for which a test passed, in reports that Vitest wrote as JSON into folders.
 * @param {readonly string[]} folders
 * @returns {ReadonlySet<string>}
 */
export function coveredIds(folders) {
  return new Set(folders.flatMap(readReports).flatMap((report) => report?.testResults ?? [])
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status }) => status === 'passed').flatMap(({ title }) => idsOf(title)))
}

/**
 * One line that counts what has a test and names what has none.
 * @param {{ statements: readonly string[], scenarios: readonly string[] }} promised
 * @param {ReadonlySet<string>} covered
 */
export function coverageLine({ statements, scenarios }, covered) {
  const missing = [...statements, ...scenarios].filter((id) => !covered.has(id))
  const count = (/** @type {readonly string[]} */ ids) => `${ids.filter((id) => covered.has(id)).length} of ${ids.length}`
  return `${count(statements)} statements and ${count(scenarios)} scenarios have a test${missing.length > 0 ? `; none: ${missing.join(', ')}` : ''}`
}
