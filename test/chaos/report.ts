import type { ChaosEnd } from './chaos.ts'

/** A chaos' figures as a table, then each fault with what to replay it with. */
export function formatChaos({ faults, seed, outcomes, refusals, ...figures }: ChaosEnd): string {
  const names = Object.keys(figures)
  const width = Math.max(...names.map((name) => name.length))
  const table = Object.entries(figures).map(([name, figure]) => `${name.padEnd(width)}  ${figure}`)
  const stories = faults.map(({ kind, round, story }) => `${kind}: ${story}\n  replay: npm run chaos -- --seed ${seed} --only ${round} --times 20`)
  const counts = (name: string, of: Readonly<Record<string, number>>): string => `${name.padEnd(width)}  ${Object.entries(of).map(([what, count]) => `${what} ${count}`).join(', ')}`
  return `${['seed'.padEnd(width) + `  ${seed}`, ...table, counts('outcomes', outcomes), counts('refusals', refusals), ...stories].join('\n')}\n`
}
