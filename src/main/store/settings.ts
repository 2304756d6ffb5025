import type { Database } from 'better-sqlite3'
import * as v from 'valibot'
import type { SettingsStore } from '../engine/ports.ts'
import { immediate } from './immediate.ts'
import { parseJson } from './parse-json.ts'
import { withStorageErrors } from './storage-error.ts'

/** Settings as JSON by name. One that is absent or damaged reads as undefined; writing undefined removes it. */
export function settingsStore(database: Database): SettingsStore {
  const select = database.prepare<[string], string>('SELECT value FROM settings WHERE name = ?').pluck()
  const upsert = database.prepare<[string, string]>('INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value')
  const remove = database.prepare<[string]>('DELETE FROM settings WHERE name = ?')
  return {
    read: (name) => parseJson(v.unknown(), withStorageErrors(() => select.get(name)) ?? null),
    write: immediate(database, (name: string, value: unknown) => {
      const text = JSON.stringify(value) as string | undefined
      if (text === undefined) remove.run(name)
      else upsert.run(name, text)
    }),
  }
}
