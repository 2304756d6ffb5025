import { expect, it } from 'vitest'
import { readDownload } from '../../../../src/renderer/components/controls/read-download.ts'

it('I2 a download saves text, bytes of any kind, or a file that lies on the disk', () => {
  expect(readDownload({ name: 'a.txt', content: 'text' })).toEqual({ name: 'a.txt', content: 'text' })
  expect(readDownload({ name: 'a.bin', content: new Uint8Array([1, 2]).buffer })).toEqual({ name: 'a.bin', content: new Uint8Array([1, 2]) })
  expect(readDownload({ name: 'a.bin', content: new Uint16Array([258, 1]).subarray(1) })).toEqual({ name: 'a.bin', content: new Uint8Array([1, 0]) })
  expect(readDownload({ path: 'report.pdf' })).toEqual({ path: 'report.pdf' })
  expect(readDownload({ path: '/data/1', name: 'report.pdf' })).toEqual({ path: '/data/1', name: 'report.pdf' })
})

it('I2 what a download cannot save is told from what it can', () => {
  for (const given of [null, 'text', {}, { name: 'a' }, { name: ' ', content: 'x' }, { content: 'x' }, { name: 'a', content: 7 }, { path: '' }]) expect(readDownload(given)).toBeNull()
})
