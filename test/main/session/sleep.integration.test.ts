import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { JobSnapshot } from '../../../src/shared/change.ts'
import { isEnded } from '../../../src/shared/job.ts'
import { LeapingClock } from '../../support/leaping-clock.ts'
import { sessionLab } from '../../support/session-lab.ts'

const eightHours = 8 * 3_600_000
/** A state that processes are to reach on a machine that has other work. */
const soon = { timeout: 30_000, interval: 20 }

/** A script's own `until`: says that it has come so far, and goes on once the test has put the file `wake` there. */
const waits = `
import { existsSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { defineTask } from 'simmer'
const at = (name) => import.meta.dirname + '/' + name
async function until(name) { writeFileSync(at(name), ''); while (!existsSync(at('wake'))) await sleep(10) }
`
const scripts = {
  'long.ts': `${waits}export default defineTask({ title: 'Long', params: {}, timeout: 40, async run() { await until('long.begun'); return 'woke' } })`,
  'policy.ts': `${waits}export default defineTask({ title: 'Policy', params: {}, cacheBy: [async () => { await until('policy.begun'); return 1 }], run: () => 'asked' })`,
  'import.ts': `${waits}await until('import.begun')\nexport default defineTask({ title: 'Import', params: {}, run: () => 'imported' })`,
  'tidies.ts': `${waits}export default defineTask({ title: 'Tidies', params: {}, cancelGrace: 20, async run(_values, job) {
    const over = new Promise((resolve) => { job.onCancel(async () => { await until('tidies.begun'); writeFileSync(at('tidied'), ''); resolve() }) })
    job.progress(0.5)
    await over
  } })`,
}

describe.each([['stand still meanwhile', false], ['all fire at the wake', true]])('a computer that sleeps for 8 hours, whose timers %s', (_how, countsSleep) => {
  it('R20 ends no job, no question to a script, no import and no grace for that, and takes no neighbour for dead', async () => {
    const clock = new LeapingClock(countsSleep)
    const lab = await sessionLab(scripts, { clock })
    const neighbour = await sessionLab({}, { clock, folder: lab.folder, dataDir: lab.dataDir })
    lab.session.store.settings.write('jobs.atOnce', 6)
    const has = (name: string): boolean => existsSync(join(lab.folder, name))

    const ends = [lab.run('long.ts'), neighbour.run('long.ts'), lab.run('policy.ts'), lab.run('import.ts')]
    const tidies = lab.run('tidies.ts')
    // What came after its `onCancel`: only then is it known to use its grace.
    const tidying = (): JobSnapshot | undefined => lab.session.engine.jobs.find(({ job: each, progress }) => each.taskId === lab.taskOf('tidies.ts').id && progress !== null)
    await expect.poll(tidying, soon).toBeDefined()
    const job = tidying()
    if (job === undefined) throw new Error('it does not run')
    lab.session.engine.cancel(job.job.id, 'user')
    await expect.poll(() => ['long.begun', 'policy.begun', 'import.begun', 'tidies.begun'].filter((name) => !has(name)), soon).toEqual([])
    await expect.poll(() => [lab, neighbour].flatMap(({ session }) => session.engine.jobs).filter(({ job: { state } }) => !isEnded(state)), soon).toHaveLength(3)

    clock.sleep(eightHours)
    // By then every limit has looked at the clock again.
    await new Promise<void>((resolve) => { clock.after(1_100, resolve) })
    await writeFile(join(lab.folder, 'wake'), '')
    const results = (await Promise.all(ends)).map(({ job: { state }, result }) => [state.status, result])
    expect(results).toEqual(['woke', 'woke', 'asked', 'imported'].map((value) => ['succeeded', { kind: 'value', value }]))
    expect((await tidies).job.state).toMatchObject({ status: 'canceled', by: 'user' })
    expect(has('tidied')).toBe(true)
    expect(lab.session.store.jobs.owners().map(({ id }) => id).sort()).toEqual([lab.session.ownerId, neighbour.session.ownerId].sort())
  })
})

it('R20 negative control: a plain timer would have ended them', () => {
  const clock = new LeapingClock(true)
  let ended = false
  clock.after(40_000, () => { ended = true })
  clock.sleep(eightHours)
  expect(ended).toBe(true)
})
