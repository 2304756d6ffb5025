import { availableParallelism } from 'node:os'
import { describe, expect, it } from 'vitest'
import { jobsAtOnce } from '../../../src/main/session/jobs-at-once.ts'
import { KeptInMemory } from '../tasks/catalog-lab.ts'

function settingsWith(value: unknown): KeptInMemory {
  const settings = new KeptInMemory()
  settings.write('jobs.atOnce', value)
  return settings
}

describe('G1 how many jobs run at once', () => {
  const ofCores = Math.max(1, availableParallelism() - 1)

  it('is one less than the cores, at least 1, where nobody said a number', () => {
    expect(jobsAtOnce({})(new KeptInMemory())).toBe(ofCores)
    expect(jobsAtOnce({ SIMMER_JOBS_AT_ONCE: '' })(new KeptInMemory())).toBe(ofCores)
  })

  it('is the setting, as it is when it is asked for', () => {
    const settings = settingsWith(3)
    const limit = jobsAtOnce({})
    expect(limit(settings)).toBe(3)
    settings.write('jobs.atOnce', 5)
    expect(limit(settings)).toBe(5)
  })

  it.each([0, -1, 2.5, Number.NaN, '4', null, {}])('takes the setting %j for none', (value) => {
    expect(jobsAtOnce({})(settingsWith(value))).toBe(ofCores)
  })

  it('is what the environment says for a launch, whatever the setting', () => {
    expect(jobsAtOnce({ SIMMER_JOBS_AT_ONCE: '20' })(settingsWith(3))).toBe(20)
  })

  it.each(['0', '-1', '2.5', 'many', '1e3', '٣', '9'.repeat(30)])('refuses SIMMER_JOBS_AT_ONCE=%s, and says what to set', (text) => {
    expect(() => jobsAtOnce({ SIMMER_JOBS_AT_ONCE: text })).toThrow(expect.objectContaining({
      code: 'BAD_ARGUMENT', message: `SIMMER_JOBS_AT_ONCE is "${text}"; expected a whole number from 1 on`, hint: expect.stringContaining('SIMMER_JOBS_AT_ONCE=4') as string,
    }) as Error)
  })
})
