import { existsSync } from 'node:fs'
import { afterAll, describe, it } from 'vitest'
import type { Ending } from '../../../src/shared/endings/ending.ts'
import { endings } from '../../../src/shared/endings/endings.ts'
import { LocalLab } from '../../support/local-lab.ts'
import { canceledRows } from './canceled-rows.ts'
import { runRow, type EndingRow } from './ending-row.ts'
import { limitRows, processRows } from './process-rows.ts'
import { resultRows } from './result-rows.ts'
import { goodRows, scriptRows } from './script-rows.ts'
import { scriptFileRows, startFileRows } from './script-file-rows.ts'
import { startRows } from './start-rows.ts'

/** The table of docs/endings.md, with what makes each of its rows happen: a row without one does not compile. */
const rows: { readonly [Group in keyof typeof endings]: { readonly [Name in keyof (typeof endings)[Group]]: EndingRow } } = {
  'It ends well': { ...goodRows, ...scriptFileRows },
  'The script fails': scriptRows,
  'What it gives cannot be taken': resultRows,
  'Its process dies': processRows,
  'A limit ends it': limitRows,
  'It is canceled': canceledRows,
  'It never begins': { ...startRows, ...startFileRows },
}
/** Deaths of a process, told apart (R17); the rest is F1's alone. */
const deaths: readonly string[] = ['Its process dies', 'A limit ends it', 'It is canceled']

function promiseOf(group: string, name: string): string {
  if (/memory/iu.test(name) && group === 'A limit ends it') return 'R17, F10'
  return deaths.includes(group) ? 'R17' : 'F1'
}

describe('the table of endings', () => {
  const lab = new LocalLab()
  afterAll(() => lab[Symbol.asyncDispose]())

  for (const [group, known] of Object.entries(endings)) {
    for (const [name, ending] of Object.entries<Ending>(known)) {
      it(`${promiseOf(group, name)}: ${ending.when}`, async ({ skip }) => {
        const row = (rows[group as keyof typeof rows] as Readonly<Record<string, EndingRow>>)[name]
        if (row === undefined) throw new Error(`Nothing makes ${name} happen`)
        if (row.needs !== undefined && !existsSync(row.needs)) skip(`needs ${row.needs}`)
        if (row.whole === undefined) await runRow(lab, ending, row)
        else await row.whole(ending, skip)
      })
    }
  }
})
