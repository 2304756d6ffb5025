import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createDecoder } from '../../../../tasks/lib/csv/text-decoder.ts'
import { detectEncoding, type EncodingName } from '../../../../tasks/lib/csv/text-encoding.ts'

const utf16be = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16()

describe('detectEncoding', () => {
  it.each<[string, Buffer, EncodingName, number]>([
    ['plain ASCII', Buffer.from('a,b\n'), 'utf-8', 0],
    ['UTF-8', Buffer.from('größe,😀\n'), 'utf-8', 0],
    ['UTF-8 whose last character is cut', Buffer.from('größe,😀').subarray(0, -1), 'utf-8', 0],
    ['UTF-8 with a byte order mark', Buffer.from('\ufeffa,b\n'), 'utf-8', 3],
    ['UTF-16 little endian with a mark', Buffer.from('\ufeffa,b\n', 'utf16le'), 'utf-16le', 2],
    ['UTF-16 big endian with a mark', utf16be('\ufeffa,b\n'), 'utf-16be', 2],
    ['UTF-16 little endian without a mark', Buffer.from('name,age\nAda,36\n', 'utf16le'), 'utf-16le', 0],
    ['UTF-16 big endian without a mark', utf16be('name,age\nAda,36\n'), 'utf-16be', 0],
    ['Windows-1252', Buffer.from('gr\xf6\xdfe,\x80\n', 'latin1'), 'windows-1252', 0],
  ])('recognises %s', (_what, head, name, markLength) => {
    expect(detectEncoding(head, false)).toMatchObject({ name, markLength })
  })

  it('says nothing of plain UTF-8, and names every other encoding', () => {
    expect(detectEncoding(Buffer.from('ä'), true).note).toBeNull()
    expect(detectEncoding(Buffer.from('\ufeffa'), true).note).toContain('byte order mark')
    expect(detectEncoding(Buffer.from('\ufeffa', 'utf16le'), true).note).toContain('UTF-16')
    expect(detectEncoding(Buffer.from('\xe4', 'latin1'), true).note).toContain('Windows-1252')
  })

  it.each([
    ['an Excel workbook', 'PK\x03\x04rest', 'export the sheet as CSV'],
    ['gzip', '\x1f\x8b\x08', 'decompress it first'],
    ['a PDF', '%PDF-1.7', 'PDF document'],
    ['SQLite', 'SQLite format 3\0', 'SQLite database'],
    ['other bytes', 'ab\0\x01\x02cd', 'it has a zero byte at position 2'],
  ])('refuses %s with what to do', (_what, bytes, message) => {
    expect(() => detectEncoding(Buffer.from(bytes, 'latin1'), true)).toThrow(message)
  })
})

describe('createDecoder', () => {
  it.each<[EncodingName, (text: string) => Buffer]>([
    ['utf-8', (text) => Buffer.from(text)],
    ['utf-16le', (text) => Buffer.from(text, 'utf16le')],
    ['utf-16be', utf16be],
  ])('gives back %s text, however its bytes are cut into pieces', (name, encode) => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 7 }), (text, length) => {
      const bytes = encode(text)
      const decoder = createDecoder(name)
      let decoded = ''
      for (let at = 0; at < bytes.length; at += length) decoded += decoder.decode(bytes.subarray(at, at + length))
      expect(decoded + decoder.end()).toBe(text)
    }))
  })

  it('reads all of Windows-1252', () => {
    const decoder = createDecoder('windows-1252')
    expect(decoder.decode(Buffer.from([0x80, 0x9c, 0x9f, 0xa0, 0xe4, 0x41]))).toBe('€œŸ\u00a0äA')
  })

  it('marks what is left of a cut character', () => {
    const utf8 = createDecoder('utf-8')
    expect(utf8.decode(Buffer.from([65, 0xc3])) + utf8.end()).toBe('A\ufffd')
    const bigEndian = createDecoder('utf-16be')
    expect(bigEndian.decode(Buffer.from([0, 65, 0])) + bigEndian.end()).toBe('A\ufffd')
  })
})
