import type { Arena } from './arena.ts'
import { Books } from './books.ts'
import type { Fault } from './fault.ts'
import type { FaultKind } from './guards.ts'
import { integrity } from './laws/integrity.ts'
import { left } from './laws/left.ts'
import { lost } from './laws/lost.ts'
import { mixed } from './laws/mixed.ts'
import { outOfOrder } from './laws/out-of-order.ts'
import { repeated } from './laws/repeated.ts'
import { undecided } from './laws/undecided.ts'
import { wrongHits } from './laws/wrong-hits.ts'
import type { PlayedRound } from './play-round.ts'
import type { Law } from './scene.ts'

const laws: readonly (readonly [FaultKind, Law])[] = [
  ['lost', lost], ['mixed', mixed], ['undecided', undecided], ['wrongHits', wrongHits], ['integrity', integrity], ['outOfOrder', outOfOrder], ['repeated', repeated], ['left', left],
]

/** Every breach of a law in a round that is over. */
export function judge({ scene, sinceSeq, untold, living, refused }: PlayedRound): readonly Fault[] {
  using books = new Books(scene.dataDir)
  const whole = { ...scene, books, jobs: books.jobsSince(sinceSeq) }
  const faults = laws.flatMap(([kind, law]) => law(whole).map((story): Fault => ({ kind, round: scene.round, story })))
  scene.witness.forget(whole.jobs.map(({ id }) => id))
  return [
    ...faults,
    ...untold.map((story): Fault => ({ kind: 'undecided', round: scene.round, story })),
    ...refused.map((story): Fault => ({ kind: 'died', round: scene.round, story: `a trigger was refused: ${story}` })),
    ...living.map((story): Fault => ({ kind: 'orphans', round: scene.round, story })),
  ]
}

/** Looks once more at all that was ever told: results of long ago are there too. */
export function judgeHistory({ witness, dataDir }: Arena, round: number): readonly Fault[] {
  using books = new Books(dataDir)
  return [...witness.ends.values()].flatMap(({ job }) => {
    const { status } = books.stateOf(job.id) ?? { status: 'gone' }
    const { hash, files } = books.valueOf(job.id)
    const missing = status === 'succeeded' ? [...(hash === null ? [] : [hash]), ...files].some((each) => books.bytesOf(each) === undefined) : false
    return status === job.state.status && !missing ? [] : [{ kind: 'lost', round, story: `job ${job.id} of an earlier round was told ${job.state.status} and is ${missing ? 'without its bytes' : status}` } as const]
  })
}
