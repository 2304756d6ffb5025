import { expect } from 'vitest'
import type { canceledEndings } from '../../../src/shared/endings/canceled-endings.ts'
import type { Job } from '../../../src/shared/job.ts'
import type { EndingLab } from '../../support/ending-lab.ts'
import type { EndingRow } from './ending-row.ts'

const loops = 'run: () => { console.log("up"); for (;;); }'
const listens = (then: string): string => `run: async () => {
  jobContext().onCancel(${then})
  console.log('up')
  await new Promise(() => { setInterval(() => {}, 1e6) })
}`

/** Cancels as soon as the script runs. */
const canceledBy = (by: 'user' | 'terminal') => async (made: EndingLab, job: Job): Promise<undefined> => {
  await made.printed('up')
  made.engine.cancel(job.id, by)
  return undefined
}

export const canceledRows: { readonly [Name in keyof typeof canceledEndings]: EndingRow } = {
  canceled: { run: loops, act: canceledBy('user'), more: (state) => { expect(state).toMatchObject({ receipt: { ended: 1, left: 0 } }) } },
  canceledInQueue: {
    run: loops,
    act: async (made) => {
      await made.trigger()
      const third = await made.trigger()
      made.engine.cancel(third.id, 'user')
      return third
    },
  },
  canceledInGrace: {
    run: listens('() => { console.log("tidied up") }'), change: { cancelGrace: 600 }, act: canceledBy('user'),
    more: (_state, made) => { expect(made.told).toBe('up\ntidied up\n') },
  },
  forced: {
    run: listens('() => new Promise(() => { console.log("takes its time") })'), change: { cancelGrace: 600 },
    act: async (made, job) => {
      await canceledBy('user')(made, job)
      await made.printed('takes its time')
      const state = made.engine.snapshotOf(job.id)?.job.state
      expect(state).toMatchObject({ status: 'canceling', grace: { from: expect.any(Number) as number, until: expect.any(Number) as number } })
      made.engine.force(job.id)
      return undefined
    },
  },
  replaced: { run: loops, onPage: true, change: { whenRunning: 'replace' }, act: async (made) => { await made.printed('up'); await made.trigger({ onPage: true, arg: 2 }); return undefined } },
  quit: { run: loops, act: async (made) => { await made.printed('up'); await made.engine.stop(); return undefined } },
  terminal: { run: loops, act: canceledBy('terminal') },
}
