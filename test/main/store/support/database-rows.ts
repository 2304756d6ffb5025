import SqliteDatabase from 'better-sqlite3'

/** All rows of each table, as text that can be compared, with the columns that `like` names (else all there are). */
export type DatabaseRows = Readonly<Record<string, { readonly columns: readonly string[]; readonly rows: readonly string[] }>>

/** Columns whose content a step changes on purpose, each said in that step. */
const rewritten: ReadonlySet<string> = new Set(['runs.attempt'])

export function databaseRows(file: string, like?: DatabaseRows): DatabaseRows {
  const raw = new SqliteDatabase(file, { readonly: true })
  try {
    const tables = like === undefined ? raw.prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name").pluck().all() : Object.keys(like)
    return Object.fromEntries(tables.map((table) => {
      const columns = like?.[table]?.columns ?? raw.prepare<[string], string>('SELECT name FROM pragma_table_info(?)').pluck().all(table).filter((name) => !rewritten.has(`${table}.${name}`))
      const rows = raw.prepare<[], Record<string, unknown>>(`SELECT ${columns.join(', ')} FROM ${table}`).all()
      return [table, { columns, rows: rows.map((row) => JSON.stringify(row)).sort() }]
    }))
  } finally { raw.close() }
}

export function schemaOf(database: SqliteDatabase.Database): readonly string[] {
  return database.prepare<[], string>('SELECT coalesce(sql, name) FROM sqlite_schema ORDER BY type, name').pluck().all()
}

export function quickCheck(file: string): unknown {
  const raw = new SqliteDatabase(file, { readonly: true })
  try { return raw.pragma('quick_check', { simple: true }) } finally { raw.close() }
}
