import { describe, expect, it } from 'vitest'
import { failureLead } from '../../../../src/renderer/components/errors/failure-lead.ts'
import { resultEndings } from '../../../../src/shared/endings/result-endings.ts'

describe('the first words of an error', () => {
  it('F4: say what kind of failure it is, unless its sentence begins with them', () => {
    expect(failureLead({ code: 'CRASHED', message: 'The script ran out of JavaScript memory' })).toBe('Crashed')
    expect(failureLead({ code: 'DISK_FULL', message: resultEndings.commitDiskFull.says })).toBe('')
    expect(failureLead({ code: 'DISK_FULL', message: 'There is no room' })).toBe('The disk is full')
  })
})
