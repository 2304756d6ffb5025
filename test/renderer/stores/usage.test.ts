import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it } from 'vitest'
import { useUsage } from '../../../src/renderer/stores/usage.ts'
import { usageWords } from '../../../src/renderer/words/usage-words.ts'
import { jobWith } from '../support/memory-bridge.ts'

describe('what running jobs take', () => {
  beforeEach(() => { setActivePinia(createPinia()) })

  it('is the latest figure of each job, and is forgotten when it ends', () => {
    const usage = useUsage()
    const [one, other] = [jobWith('one', { status: 'running', startedAt: 1 }), jobWith('other', { status: 'running', startedAt: 1 })]
    usage.apply({ change: 'usage', jobIds: [one.id, other.id], usage: { memory: 5, cores: 1 } })
    usage.apply({ change: 'usage', jobIds: [one.id], usage: { memory: 7, cores: 2 } })
    expect([usage.usageOf(one.id)?.memory, usage.usageOf(other.id)?.memory]).toEqual([7, 5])
    usage.apply({ change: 'job', job: { ...one, state: { status: 'succeeded', startedAt: 1, finishedAt: 2, from: 'run' } } })
    expect([usage.usageOf(one.id), usage.usageOf(other.id)?.memory]).toEqual([null, 5])
  })

  it('is told as people know it', () => {
    expect([usageWords({ memory: 340e6, cores: 1.234 }), usageWords({ memory: 1.5e9, cores: 0 })]).toEqual(['CPU 123 % · 340 MB', 'CPU 0 % · 1.5 GB'])
  })
})
