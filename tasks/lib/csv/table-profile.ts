import { ColumnProfile, type ColumnReport } from './column-profile.ts'
import { type Dialect, hasCommaDecimals, isBlank } from './dialect.ts'

/** Different values counted exactly, shared by all columns; keeps wide tables in bounded memory. */
const exactBudget = 400_000
const mostExactPerColumn = 10_000
const fewestExactPerColumn = 50
const mostColumnWarnings = 20

/** Rows of another length than the table's. */
interface Ragged { count: number; firstLine: number }

/** Gathers the profile of a table from its rows. The first row decides how many columns there are. */
export class TableProfile {
  readonly #dialect: Dialect
  readonly #warnings: string[] = []
  readonly #short: Ragged = { count: 0, firstLine: 0 }
  readonly #long: Ragged = { count: 0, firstLine: 0 }
  #columns: readonly ColumnProfile[] | null = null
  #rows = 0

  constructor(dialect: Dialect) { this.#dialect = dialect }

  get rows(): number { return this.#rows }
  get isEmpty(): boolean { return this.#columns === null }

  addRow(fields: readonly string[], line: number): void {
    if (isBlank(fields)) return
    if (this.#columns === null) {
      this.#columns = this.#makeColumns(fields)
      if (this.#dialect.hasHeader) return
    }
    this.#rows += 1
    this.#checkLength(fields.length, this.#columns.length, line)
    for (const [index, column] of this.#columns.entries()) {
      const field = fields[index]
      if (field === undefined) column.addMissing()
      else column.add(field, line)
    }
  }

  columnReports(): readonly ColumnReport[] {
    return this.#columns?.map((column) => column.report()) ?? []
  }

  warnings(): readonly string[] {
    const columns = this.#columns ?? []
    const odd = columns.map((column) => column.warning()).filter((warning) => warning !== null)
    const left = odd.length - mostColumnWarnings
    return [
      ...this.#warnings,
      ...describeRagged(this.#short, `fewer fields than the ${columns.length} columns; the rest counts as missing`),
      ...describeRagged(this.#long, `more fields than the ${columns.length} columns; the rest is left out`),
      ...odd.slice(0, mostColumnWarnings),
      ...(left > 0 ? [`${left} more columns count as text because of a few values.`] : []),
    ]
  }

  #makeColumns(first: readonly string[]): readonly ColumnProfile[] {
    const names = this.#dialect.hasHeader ? this.#namesFrom(first) : first.map((_, index) => `column ${index + 1}`)
    if (!this.#dialect.hasHeader) this.#warnings.push('There is no header: the first row holds values, so columns are named by number. Set Header to "yes" if it does name them.')
    const exactDistinct = Math.max(fewestExactPerColumn, Math.min(mostExactPerColumn, Math.floor(exactBudget / names.length)))
    if (exactDistinct < mostExactPerColumn) {
      this.#warnings.push(`With ${names.length.toLocaleString('en')} columns, distinct values are counted exactly up to ${exactDistinct.toLocaleString('en')} per column, and estimated above.`)
    }
    const commaDecimals = hasCommaDecimals(this.#dialect.delimiter)
    return names.map((name) => new ColumnProfile(name, { exactDistinct, commaDecimals }))
  }

  #namesFrom(header: readonly string[]): readonly string[] {
    const seen = new Set<string>()
    let mended = 0
    const names = header.map((field, index) => {
      const wanted = field.trim().slice(0, 200)
      const name = wanted === '' ? `column ${index + 1}` : seen.has(wanted) ? `${wanted} (column ${index + 1})` : wanted
      if (name !== wanted) mended += 1
      seen.add(name)
      return name
    })
    if (mended > 0) this.#warnings.push(`${mended} of ${names.length} columns have no name or another one's; they are told apart by number.`)
    return names
  }

  #checkLength(length: number, expected: number, line: number): void {
    if (length === expected) return
    const ragged = length < expected ? this.#short : this.#long
    if (ragged.count === 0) ragged.firstLine = line
    ragged.count += 1
  }
}

function describeRagged({ count, firstLine }: Ragged, what: string): readonly string[] {
  return count === 0 ? [] : [`${count.toLocaleString('en')} ${count === 1 ? 'row has' : 'rows have'} ${what}. The first is on line ${firstLine}.`]
}
