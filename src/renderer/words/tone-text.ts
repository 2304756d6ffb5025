import type { Tone } from './job-appearance.ts'

/** The text colour of a tone. Colour only stands beside a word and an icon that say the same. */
export const toneText: Readonly<Record<Tone, string>> = {
  neutral: 'text-muted', primary: 'text-primary', success: 'text-success', warning: 'text-warning', error: 'text-error',
}
