import { expect } from 'vitest'
import type { CallbackDescriptor } from '../../../src/shared/task.ts'
import type { Ending } from '../../../src/shared/endings/ending.ts'
import type { Job } from '../../../src/shared/job.ts'
import { endingWords } from '../../../src/renderer/words/ending-words.ts'
import { type EndedState, EndingLab } from '../../support/ending-lab.ts'
import type { LocalLab } from '../../support/local-lab.ts'

/** What makes a row of docs/endings.md happen, with a real process, and what is seen of it beside the row's own words. */
export interface EndingRow {
  /** Source of the callback's `run: …`. */
  readonly run?: string
  /** Source before the task's definition. */
  readonly top?: string
  /** Source of more options of the callback. */
  readonly options?: string
  readonly change?: Partial<CallbackDescriptor>
  /** Another lab than the usual one: with another runtime, say. */
  readonly lab?: () => LocalLab
  /** A program of the system's that it needs. */
  readonly needs?: string
  readonly onPage?: boolean
  readonly before?: (made: EndingLab) => void
  /** What happens to it once it was triggered; gives another job, where that one's end is meant. */
  readonly act?: (made: EndingLab, job: Job) => Promise<Job | undefined> | undefined
  /** The script's own words, where the row has none; else what else the message holds. */
  readonly message?: string
  /** The script's own line is told. */
  readonly place?: true
  readonly more?: (state: EndedState, made: EndingLab) => Promise<void> | void
  /** A row that needs more than one engine or disk: all of its test, which asks `expectEnding` itself. `skip`: why it cannot be made here. */
  readonly whole?: (ending: Ending, skip: (why: string) => void) => Promise<void>
}

let ordinal = 0

/** Makes a row happen, and compares the end with the row's words. */
export async function runRow(usual: LocalLab, ending: Ending, row: EndingRow): Promise<void> {
  const lab = row.lab?.() ?? usual
  ordinal += 1
  const bundle = await lab.job(`row-${ordinal}`, row.run ?? 'run: () => 1', row.options, row.top)
  const made = await EndingLab.open(lab, { bundle, ...(row.change === undefined ? {} : { change: row.change }) })
  try {
    row.before?.(made)
    const first = await made.trigger({ onPage: row.onPage === true })
    const job = await row.act?.(made, first) ?? first
    const state = await made.ended(job)
    expectEnding(state, ending, row.message)
    if (row.place === true) expect(state.status === 'failed' && state.error.place).toMatchObject({ file: bundle.scriptFile, line: expect.any(Number) as number })
    await row.more?.(state, made)
  } finally {
    await made[Symbol.asyncDispose]()
    if (row.lab !== undefined) await lab[Symbol.asyncDispose]()
  }
}

/** An end is what its row says: outcome, sentence, hint; and nothing of it is left. */
export function expectEnding(state: EndedState, ending: Ending, message?: string): void {
  if (state.status === 'failed') {
    expect(state.error).toMatchObject({ code: ending.code, message: sentence(ending, message) })
    if (ending.hint !== null) expect(state.error.hint).toBe(ending.hint)
  } else {
    expect({ succeeded: 'good', canceled: 'canceled' }[state.status], JSON.stringify(state)).toBe(ending.code)
    if (state.status === 'canceled') expect(endingWords(state, null, state.finishedAt)).toEqual(sentence(ending))
  }
  if (state.status !== 'succeeded') expect(state.receipt?.left ?? 0).toBe(0)
}

function sentence({ says }: Ending, message = ''): unknown {
  if (says === null) return expect.stringContaining(message)
  const pattern = says.split(/\{\w+\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.+')
  return expect.stringMatching(new RegExp(`^${pattern}(?:$|.*${message.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')})`))
}
