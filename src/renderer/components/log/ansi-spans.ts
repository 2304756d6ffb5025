import { type ColorName, createColorPalette, parseAnsiSequences, type ParseToken } from 'ansi-sequence-parser'

/** A stretch of a log line in one look. */
export interface AnsiSpan { readonly text: string; readonly style: Readonly<Record<string, string>> }

// The sixteen named colours follow the theme; the 256 of the table and true colours are as the script says.
const named = Object.fromEntries(['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'].flatMap((color) => [
  [color, `var(--simmer-ansi-${color})`],
  [`bright${color.charAt(0).toUpperCase()}${color.slice(1)}`, `var(--simmer-ansi-bright-${color})`],
])) as Record<ColorName, string>
const palette = createColorPalette(named)

/** Control sequences that are no colours (cursor moves, titles), and control characters: nothing to see in a log. */
const unseen = /\u001B(?:\[[\d;?]*[A-LN-Zac-ln-z]|\][^\u0007\u001B]*(?:\u0007|\u001B\\)|[()][A-Z0-9]|[=>78])|[\u0000-\u0008\u000B-\u001A\u007F]/g

/** One line of a log, its colours parsed. */
export function ansiSpans(line: string): readonly AnsiSpan[] {
  const seen = line.replace(unseen, '')
  if (!seen.includes('\u001B')) return [{ text: seen, style: {} }]
  return parseAnsiSequences(seen).filter(({ value }) => value !== '').map((token) => ({ text: token.value, style: styleOf(token) }))
}

/** The line's text alone, for copying. */
export function plainLine(line: string): string {
  return ansiSpans(line).map(({ text }) => text).join('')
}

function styleOf({ foreground, background, decorations }: ParseToken): Record<string, string> {
  const reverse = decorations.has('reverse')
  const front = foreground === null ? null : palette.value(foreground)
  const back = background === null ? null : palette.value(background)
  const color = reverse ? back ?? 'var(--ui-bg)' : front
  const fill = reverse ? front ?? 'var(--ui-text)' : back
  const lines = [decorations.has('underline') ? 'underline' : '', decorations.has('strikethrough') ? 'line-through' : ''].join(' ').trim()
  return {
    ...(color === null ? {} : { color }),
    ...(fill === null ? {} : { background: fill }),
    ...(decorations.has('bold') ? { fontWeight: '600' } : {}),
    ...(decorations.has('dim') ? { opacity: '0.7' } : {}),
    ...(decorations.has('italic') ? { fontStyle: 'italic' } : {}),
    ...(decorations.has('hidden') ? { visibility: 'hidden' } : {}),
    ...(lines === '' ? {} : { textDecoration: lines }),
  }
}
