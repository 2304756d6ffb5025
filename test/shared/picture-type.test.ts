import { describe, expect, it } from 'vitest'
import { pictureType } from '../../src/shared/picture-type.ts'

const bytes = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0))

describe('which picture bytes are', () => {
  it.each([
    ['\u0089PNG\r\n\u001A\n....', 'image/png'], ['\u00FF\u00D8\u00FF\u00E0....', 'image/jpeg'], ['GIF89a....', 'image/gif'], ['GIF87a....', 'image/gif'],
    ['RIFF....WEBPVP8 ', 'image/webp'], ['\0\0\0\u001Cftypavif....', 'image/avif'], ['BM....\0\0\0\0....', 'image/bmp'],
    ['<svg xmlns="http://www.w3.org/2000/svg"/>', 'image/svg+xml'], ['<?xml version="1.0"?>\n<!-- by hand -->\n<!DOCTYPE svg PUBLIC "a" "b">\n<svg>', 'image/svg+xml'],
  ])('I2: told by how they begin: %j', (text, type) => { expect(pictureType(bytes(text))).toBe(type) })

  it.each(['', 'PNG', 'BMW drives', '<html><svg></svg>', '%PDF-1.7', '\u0089PNG', '<svgx>'])('I2: nothing else is one: %j', (text) => { expect(pictureType(bytes(text))).toBeNull() })
})
