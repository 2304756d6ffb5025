import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { safeFileName } from '../../src/shared/safe-file-name.ts'

describe('the name of a result’s file', () => {
  it.each([
    ['report.pdf', 'report.pdf'], ['Größe 50 %.csv', 'Größe 50 %.csv'], ['a/b\\c.txt', 'a_b_c.txt'], ['../../etc/passwd', '_.._etc_passwd'], ['..', 'file'], ['', 'file'],
    ['CON', '_CON'], ['lpt1.txt', '_lpt1.txt'], ['console.txt', 'console.txt'], ['tail. . ', 'tail'], ['.hidden', 'hidden'], ['new\nline\u0000.txt', 'new_line_.txt'],
    ['photo\u202Egpj.exe', 'photo_gpj.exe'], ['a<b>:c|d?e*.txt', 'a_b__c_d_e_.txt'],
  ])('F3 %j is kept as %j', (name, safe) => { expect(safeFileName(name)).toBe(safe) })

  it('F3 keeps its extension when it is too long', () => {
    const safe = safeFileName(`${'ü'.repeat(300)}.csv`)
    expect(safe).toMatch(/^ü+\.csv$/u)
    expect(Buffer.byteLength(safe)).toBeLessThanOrEqual(200)
  })

  it('F3 is one that every system takes, whatever the script says', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (name) => {
      const safe = safeFileName(name)
      expect(safe).not.toMatch(/[/\\\u0000-\u001f]|^\.|[. ]$/u)
      expect(safe).not.toBe('')
      expect(Buffer.byteLength(safe)).toBeLessThanOrEqual(200)
      expect(safeFileName(safe)).toBe(safe)
    }))
  })
})
