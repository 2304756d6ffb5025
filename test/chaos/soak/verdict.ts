import { slopePerHour } from './slope.ts'
import type { Sample } from './sample.ts'

/** What R28 promises, measured after the warm-up: the first third of the samples. */
export interface Verdict {
  readonly hours: number
  readonly jobs: number
  /** MB an hour, of main's heap and of what it holds outside of it. */
  readonly memorySlope: number
  readonly residentSlope: number
  /** By how many each grew from the end of the warm-up to the end, by the middle of three samples. */
  readonly handles: number
  readonly listeners: number
  readonly descriptors: number
  readonly threads: number
  readonly temporary: number
  readonly zombies: number
  /** Which of these are above what is promised. */
  readonly breaches: readonly string[]
}

/** What may be on its way at the moment of a sample: a host more, with its pipes and timers. */
const slack = { handles: 24, listeners: 2, descriptors: 16, threads: 4, temporary: 2 } as const
/** Over less than this, in hours, a slope of memory says nothing. */
const leastHours = 0.5

export function verdictOf(samples: readonly Sample[]): Verdict {
  const settled = samples.slice(Math.floor(samples.length / 3))
  const slope = (of: (sample: Sample) => number): number => Math.round(slopePerHour(settled.map((sample) => ({ at: sample.at, value: of(sample) }))) * 100) / 100
  const growth = (of: (sample: Sample) => number): number => middle(settled.slice(-3).map(of)) - middle(settled.slice(0, 3).map(of))
  const hours = (samples.at(-1)?.at ?? 0) / 3_600_000
  const figures = {
    hours: Math.round(hours * 1_000) / 1_000, jobs: samples.at(-1)?.jobs ?? 0, memorySlope: slope(({ heap, external }) => heap + external), residentSlope: slope(({ resident }) => resident),
    handles: growth(({ handles }) => handles), listeners: growth(({ listeners }) => listeners), descriptors: growth(({ descriptors }) => descriptors),
    threads: growth(({ threads }) => threads), temporary: growth(({ temporary }) => temporary), zombies: Math.min(...samples.slice(-3).map(({ zombies }) => zombies)),
  }
  const breaches = [
    ...(hours >= leastHours && figures.memorySlope > 1 ? ['memorySlope'] : []),
    ...(Object.entries(slack) as [keyof typeof slack, number][]).flatMap(([name, most]) => (figures[name] > most ? [name] : [])),
    ...(figures.zombies > 0 ? ['zombies'] : []),
  ]
  return { ...figures, breaches }
}

function middle(values: readonly number[]): number { return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0 }
