import { describe, expect, it } from 'vitest'
import { runChaos } from './chaos.ts'
import { drawPlan } from './draw-plan.ts'
import { guards } from './guards.ts'
import { isFullSize } from '../support/full-size.ts'
import { seeds } from './seeds.ts'

/** Ten minutes; an hour for the size that is promised. */
const patience = isFullSize ? 3_600_000 : 600_000

describe.runIf(process.platform === 'linux')('chaos', () => {
  it('draws the same plan for the same seed and round', () => {
    const draw = (seed: number, round: number) => drawPlan(round, { seed, kind: 'engine', targets: 2 })
    expect(draw(5, 3)).toEqual(draw(5, 3))
    expect(new Set([draw(5, 3), draw(5, 4), draw(6, 3)].map((plan) => JSON.stringify(plan))).size).toBe(3)
  })

  it('R1 R2 G8 loses, mixes, repeats and leaves nothing when engines and hosts are killed', async () => {
    const { faults, outcomes } = await runChaos({ kind: 'engine', seed: 1, rounds: Array.from({ length: isFullSize ? 1_000 : 4 }, (_, index) => index + 1), guard: null })
    expect(faults).toEqual([])
    expect(outcomes['run']).toBeGreaterThan(0)
    expect(outcomes['INTERRUPTED']).toBeGreaterThan(0)
  }, patience)

  it.each(seeds)('seed $seed, round $round: $story', async ({ seed, round }) => {
    expect((await runChaos({ kind: 'engine', seed, rounds: [round], guard: null })).faults).toEqual([])
  }, patience)

  const controls = isFullSize ? Object.entries(guards) : Object.entries(guards).filter(([name]) => ['watchdog-off', 'hash-off', 'commit-late'].includes(name))
  it.each(controls)('sees %s', async (_name, guard) => {
    const { faults } = await runChaos({
      kind: 'engine', seed: 3, rounds: Array.from({ length: 20 }, (_, index) => index + 1), guard, enough: (found) => found.some(({ kind }) => kind === guard.shows),
    })
    expect(faults.map(({ kind }) => kind)).toContain(guard.shows)
  }, patience)
})
