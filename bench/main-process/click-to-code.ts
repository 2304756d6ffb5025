import { interleaved } from '../statistics.ts'
import { spawnToMessage } from './bare-child.ts'
import type { Lab } from './lab.ts'
import type { Samples } from './samples.ts'

const rounds = 100
const burstRounds = 10
const burst = 10

/** P1: ms from a trigger to the first line of user code, and from the spawn of a bare child to its first message. */
export async function clickToCode(lab: Lab): Promise<Samples> {
  const pageId = await lab.openTask('first-line')
  const single = await interleaved(rounds, {
    measured: async () => {
      const before = lab.imports('first-line')
      const [took] = await triggerAll(lab, [lab.callOf('first-line', { pageId, args: [1] })])
      await lab.imported('first-line', before + 1)
      return took ?? Number.NaN
    },
    baseline: spawnToMessage,
  })
  lab.limit(burst)
  const bursts = { code: [] as number[], bare: [] as number[] }
  for (let round = 0; round < burstRounds; round += 1) {
    const before = lab.imports('first-line')
    // From no page, so that none replaces another.
    bursts.code.push(...await triggerAll(lab, Array.from({ length: burst }, () => lab.callOf('first-line', { pageId: null, args: [1] }))))
    await lab.imported('first-line', before + burst)
    bursts.bare.push(...await Promise.all(Array.from({ length: burst }, spawnToMessage)))
  }
  return { code: single.measured, bare: single.baseline, burstCode: bursts.code, burstBare: bursts.bare }
}

/** Triggers at once; settles with the times when all jobs have ended. */
async function triggerAll(lab: Lab, calls: readonly Parameters<Lab['trigger']>[0][]): Promise<number[]> {
  const began = process.hrtime.bigint()
  const jobs = await Promise.all(calls.map((call) => lab.trigger(call)))
  await Promise.all(jobs.map(({ id }) => lab.ended(id)))
  return jobs.map(({ id }) => Number(BigInt(String(lab.resultOf(id))) - began) / 1e6)
}
