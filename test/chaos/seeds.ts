/** A round that once broke a law, played again by every test run. */
export interface FoundSeed { readonly seed: number; readonly round: number; /** What it was, and what mended it. */ readonly story: string }

export const seeds: readonly FoundSeed[] = [
  { seed: 2, round: 5, story: 'a host aborted, and its child with a cleared environment, which no look had seen, outlived it' },
  { seed: 2, round: 11, story: 'an engine was killed while it cleared up after another, and those working folders stayed for ever' },
]
