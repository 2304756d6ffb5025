/** Whether promises are shown at their full size (`npm run promises`), which takes hours, and not at one fit for `npm test`. */
export const isFullSize = process.env['SIMMER_FULL_SIZE'] === '1'

/** One of two sizes of the same test: what `npm test` has time for, and what docs/reliability.md promises. */
export function fullSize(everyTime: number, promised: number): number {
  return isFullSize ? promised : everyTime
}
