import { describe, expect, it } from 'vitest'
import { detectDialect } from '../../../../tasks/lib/csv/dialect.ts'

const detect = (text: string) => detectDialect(text, { delimiter: 'auto', header: 'auto' })

describe('detectDialect', () => {
  it.each([
    ['comma', 'name,age\nAda,36\nBob,40\n'],
    ['semicolon', 'name;age\nAda;36\nBob;40\n'],
    ['tab', 'name\tage\nAda\t36\nBob\t40\n'],
    ['pipe', 'name|age\nAda|36\nBob|40\n'],
    ['comma', 'text,n\n"a;b;c",1\n"d;e;f",2\n"g;h;i",3\n'],
    ['semicolon', 'a;b\n1,5;2,5\n3,5;4,5\n'],
    ['semicolon', '1,5;2,5\n3,5;4,5\n'],
    ['comma', 'a,b\n"x\ny, z",1\n'],
    ['comma', 'one column\nof words\n'],
    ['tab', 'Smith, John\t12\nDoe, Jane\t13\n'],
  ])('finds %s in %j', (delimiter, text) => {
    expect(detect(text).delimiter).toBe(delimiter)
  })

  it.each([
    [true, 'name,age\nAda,36\n'], [true, 'name,city\nAda,London\nBob,Graz\n'], [true, ',value\n0,5\n1,6\n'], [true, 'name,age\n'],
    [false, 'Ada,36\nBob,40\n'], [false, '1,2\n3,4\n'], [false, '2024-01-01,x\n2024-01-02,y\n'], [false, 'x,x\ny,y\n'],
  ])('says that there is a header: %s, in %j', (hasHeader, text) => {
    expect(detect(text).hasHeader).toBe(hasHeader)
  })

  it('takes what the user says', () => {
    expect(detectDialect('1,2\n3,4\n', { delimiter: 'semicolon', header: 'yes' })).toEqual({ delimiter: 'semicolon', hasHeader: true })
    expect(detectDialect('a,b\n3,4\n', { delimiter: 'comma', header: 'no' })).toEqual({ delimiter: 'comma', hasHeader: false })
  })
})
