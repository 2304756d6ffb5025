import { renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** What a file said, and from when to when (by `performance.now()`) somebody may have read it so. */
interface Stage { readonly value: number; readonly from: number; until: number }

/** The script's version and the input file, which only ever count up, with when they were what. */
export class Edits {
  readonly #folder: string
  readonly #scripts: Stage[] = [{ value: 1, from: 0, until: Number.POSITIVE_INFINITY }]
  readonly #inputs: Stage[] = [{ value: 1, from: 0, until: Number.POSITIVE_INFINITY }]

  /** `folder`: the tasks folder. */
  constructor(folder: string) { this.#folder = folder }

  editScript(): void { this.#edit(this.#scripts, 'version.ts', (value) => `export const version = ${value}\n`) }
  editInput(): void { this.#edit(this.#inputs, 'input.txt', (value) => `${value}\n`) }

  /** What the script's version may have been for who looked between two moments. */
  versionsBetween(from: number, until: number): ReadonlySet<number> { return between(this.#scripts, { from, until }) }
  inputsBetween(from: number, until: number): ReadonlySet<number> { return between(this.#inputs, { from, until }) }

  /** Whole in its place at once, as a good editor saves. */
  #edit(stages: Stage[], name: string, text: (value: number) => string): void {
    const last = stages.at(-1)
    const value = (last?.value ?? 0) + 1
    const file = path.join(this.#folder, name)
    writeFileSync(`${file}.new`, text(value))
    const from = performance.now()
    renameSync(`${file}.new`, file)
    if (last !== undefined) last.until = performance.now()
    stages.push({ value, from, until: Number.POSITIVE_INFINITY })
  }
}

function between(stages: readonly Stage[], { from, until }: { readonly from: number; readonly until: number }): ReadonlySet<number> {
  return new Set(stages.filter((stage) => stage.from <= until && stage.until >= from).map(({ value }) => value))
}
