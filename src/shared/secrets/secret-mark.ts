/** Stands for a secret in what is kept of a call: there was one, and it is gone. */
export const secretMark = { $simmer: 'secret' } as const

/** True for the mark after it was stored, or crossed a process border. */
export function isSecretMark(value: unknown): boolean {
  return typeof value === 'object' && value !== null && '$simmer' in value && value.$simmer === secretMark.$simmer
}
