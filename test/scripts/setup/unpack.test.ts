import { describe, expect, it } from 'vitest'
import { targetOf } from '../../../scripts/setup/compatibility/unpack.mjs'

const into = { dist: '/dist', native: '/native' }

describe('what is taken from the zip', () => {
  it.each([
    ['Cypress/Cypress', '/dist/electron'],
    ['Cypress/locales/de.pak', '/dist/locales/de.pak'],
    ['Cypress/v8_context_snapshot.bin', '/dist/v8_context_snapshot.bin'],
    ['Cypress/resources/app/node_modules/better-sqlite3/lib/index.js', '/native/better-sqlite3/lib/index.js'],
    ['Cypress/resources/app/node_modules/bindings/bindings.js', '/native/bindings/bindings.js'],
  ])('%s goes to %s', (name, target) => {
    expect(targetOf(name, into)).toBe(target)
  })

  it.each([
    ['the other application', 'Cypress/resources/app/index.js'],
    ['its updater\'s settings', 'Cypress/resources/app-update.yml'],
    ['the snapshot that holds its code', 'Cypress/browser_v8_context_snapshot.bin'],
    ['its other packages', 'Cypress/resources/app/node_modules/lodash/index.js'],
    ['SQLite\'s sources', 'Cypress/resources/app/node_modules/better-sqlite3/deps/sqlite3/sqlite3.c'],
    ['folders', 'Cypress/locales/'],
    ['anything outside', 'other/file'],
  ])('%s stays out', (_what, name) => {
    expect(targetOf(name, into)).toBeUndefined()
  })
})
