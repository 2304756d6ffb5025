import type { JobId } from '../../src/shared/brand.ts'
import type { TriggerReply } from '../../src/shared/contract.ts'
import type { Books, JobOnDisk } from './books.ts'
import type { Edits } from './edits.ts'
import type { PlannedJob } from './plan.ts'
import type { Witness } from './witness.ts'

/** One trigger that was made: when, and what came of it. Times by `performance.now()`. */
export interface Asked {
  readonly plan: PlannedJob
  readonly target: string
  readonly sentAt: number
  repliedAt: number
  /** null: it died before it answered, or refused. */
  reply: TriggerReply | null
  refusal: string | null
}

/** All that the laws look at when a round is over and nothing runs any more. */
export interface Scene {
  readonly round: number
  readonly asked: readonly Asked[]
  readonly witness: Witness
  readonly edits: Edits
  readonly books: Books
  /** Of this round, oldest first. */
  readonly jobs: readonly JobOnDisk[]
  readonly dataDir: string
  /** Jobs that waited when an engine was killed, as they stood in its queue; one list a death. */
  readonly waited: readonly (readonly JobId[])[]
  /** Engines keep a host ready for the task that is open, with a folder of its own. */
  readonly spares: boolean
  /** How many files of values may be there without a row: one for each time that an engine was cut short. */
  readonly strayLimit: number
  /** Lines that runs left, by nonce: stamp and attempt. */
  readonly marks: ReadonlyMap<string, readonly { readonly stamp: string; readonly attempt: number }[]>
}

/** What a law finds: one story for each breach. */
export type Law = (scene: Scene) => readonly string[]

/** The nonce of the wish in a job's arguments. */
export function nonceOfJob({ args }: JobOnDisk): string {
  const wish = args.find((each) => typeof each === 'object' && each !== null && 'nonce' in each)
  return wish === undefined ? 'unknown' : String((wish as { readonly nonce: unknown }).nonce)
}
