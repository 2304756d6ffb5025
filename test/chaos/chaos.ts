import { mkdirSync } from 'node:fs'
import path from 'node:path'
import type { ChangeBatch } from '../../src/shared/contract.ts'
import { AppTarget } from './app-target.ts'
import { Arena } from './arena.ts'
import { Blows } from './blows.ts'
import { Books } from './books.ts'
import { buildEngine } from './build-engine.ts'
import { drawPlan } from './draw-plan.ts'
import { EngineTarget } from './engine-target.ts'
import type { Fault } from './fault.ts'
import type { FaultKind, Guard } from './guards.ts'
import { judge, judgeHistory } from './judge.ts'
import { playRound } from './play-round.ts'
import type { RoundPlan } from './plan.ts'
import { SeededRandom } from './seeded-random.ts'
import type { DiskWay } from './small-disk.ts'
import type { Target } from './target.ts'

export interface ChaosOptions {
  readonly kind: 'engine' | 'app'
  readonly seed: number
  /** Round numbers to play, one after the other in one data folder. */
  readonly rounds: readonly number[]
  /** A guard to be without. */
  readonly guard: Guard | null
  /** Called after each round. */
  readonly played?: (round: number, faults: readonly Fault[]) => void
  /** Ends before the next round where it says so. */
  readonly enough?: (faults: readonly Fault[]) => boolean
}

export type Tally = Readonly<Record<FaultKind, number>>

/** What a chaos came to. All numbers of the tally are zero where every law held. */
export interface ChaosEnd extends Tally {
  readonly rounds: number
  readonly kills: number
  readonly seed: number
  readonly disk: DiskWay
  /** How many jobs ended in what. */
  readonly outcomes: Readonly<Record<string, number>>
  /** Why triggers were refused, and how often. */
  readonly refusals: Readonly<Record<string, number>>
  readonly faults: readonly Fault[]
}

/** How often all results of earlier rounds are looked at again, in rounds. */
const historyEvery = 50

/** Plays rounds and judges each. Leaves nothing behind. */
export async function runChaos(options: ChaosOptions): Promise<ChaosEnd> {
  using arena = new Arena()
  const faults: Fault[] = []
  const targets = await targetsOf(arena, options)
  const blows = new Blows(arena, targets, new SeededRandom(options.seed, -1))
  let rounds = 0
  let outcomes: ChaosEnd['outcomes'] = {}
  try {
    for (const target of targets) await blows.start(target)
    if (blows.unstarted.length > 0) throw new Error(blows.unstarted.join('\n'))
    for (const round of options.rounds) {
      const plan = drawPlan(round, { seed: options.seed, kind: options.kind, targets: targets.length, ...(options.guard === null ? {} : { emphasis: options.guard.emphasis }) })
      const found = await faultsOf(plan, { arena, targets, blows, spares: options.kind === 'app' })
      rounds += 1
      faults.push(...found, ...(rounds % historyEvery === 0 ? judgeHistory(arena, round) : []))
      options.played?.(round, found)
      if (options.enough?.(faults) === true) break
    }
    faults.push(...judgeHistory(arena, options.rounds.at(-1) ?? 0))
    outcomes = outcomesOf(arena)
  } finally {
    for (const target of targets) await target.kill()
    await blows.findOrphans()
  }
  return { rounds, kills: blows.kills, seed: options.seed, disk: arena.disk.way, ...tallyOf(faults), faults, outcomes, refusals: blows.refusals }
}

/** Two engines on one data folder; or the app, and an engine as a terminal has it. */
async function targetsOf(arena: Arena, { guard, kind }: Pick<ChaosOptions, 'guard' | 'kind'>): Promise<readonly Target[]> {
  const folder = path.join(arena.folder, 'engine')
  mkdirSync(folder)
  const program = await buildEngine(folder, guard)
  const { env } = arena
  const hear = (name: string) => (batch: ChangeBatch) => { arena.witness.hear(name, batch) }
  const engine = (name: string, as: 'app' | 'terminal'): Target => new EngineTarget({ name, program, kind: as, env, hear: hear(name) })
  const first = kind === 'app' ? new AppTarget({ name: 'app', env, home: path.join(arena.folder, 'home'), hear: hear('app') }) : engine('first', 'app')
  return [first, engine('second', 'terminal')]
}

async function faultsOf(plan: RoundPlan, parts: { readonly arena: Arena; readonly targets: readonly Target[]; readonly blows: Blows; readonly spares: boolean }): Promise<readonly Fault[]> {
  const { blows, targets } = parts
  const played = await playRound(plan, { ...parts, strayLimit: () => blows.cuts })
  const { round } = plan
  return [
    ...judge(played),
    ...blows.orphans.splice(0).map((story): Fault => ({ kind: 'orphans', round, story })),
    ...blows.unstarted.splice(0).map((story): Fault => ({ kind: 'died', round, story })),
    ...targets.flatMap((target): Fault[] => (target.takeDiedAlone() ? [{ kind: 'died', round, story: target.lastWords }] : [])),
  ]
}

function tallyOf(faults: readonly Fault[]): Tally {
  const count = (kind: FaultKind): number => faults.filter((fault) => fault.kind === kind).length
  return {
    lost: count('lost'), mixed: count('mixed'), orphans: count('orphans'), undecided: count('undecided'), wrongHits: count('wrongHits'), integrity: count('integrity'),
    outOfOrder: count('outOfOrder'), repeated: count('repeated'), left: count('left'), died: count('died'),
  }
}

function outcomesOf({ dataDir }: Arena): ChaosEnd['outcomes'] {
  using books = new Books(dataDir)
  return books.outcomes()
}
