import { describe, expect, it } from 'vitest'
import { ansiSpans, plainLine } from '../../../../src/renderer/components/log/ansi-spans.ts'

describe('ANSI in a log', () => {
  it('turns colours into spans that follow the theme', () => {
    expect(ansiSpans('plain \u001B[31mred\u001B[0m \u001B[1;92mbold\u001B[22;39m end')).toEqual([
      { text: 'plain ', style: {} },
      { text: 'red', style: { color: 'var(--simmer-ansi-red)' } },
      { text: ' ', style: {} },
      { text: 'bold', style: { color: 'var(--simmer-ansi-bright-green)', fontWeight: '600' } },
      { text: ' end', style: {} },
    ])
  })

  it('hides cursor moves, titles and control characters', () => {
    expect(plainLine('\u001B[2K\u001B[1G\u001B]0;title\u0007done\u0008 \u001B[32m✓\u001B[39m')).toBe('done ✓')
  })
})
