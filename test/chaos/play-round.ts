import { readdirSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { brandAs, type CallbackId, type JobId } from '../../src/shared/brand.ts'
import { AppError } from '../../src/shared/errors.ts'
import type { Arena } from './arena.ts'
import type { Blows } from './blows.ts'
import { Books } from './books.ts'
import { Gone } from './gone.ts'
import { foldersOfHosts } from './folders-of-hosts.ts'
import type { PlannedJob, RoundPlan } from './plan.ts'
import type { Asked, Scene } from './scene.ts'
import type { Target } from './target.ts'
import { until } from './until.ts'

/** ms for all that was asked to end, once every engine is up again. */
const drainPatience = 30_000

export interface RoundParts { readonly arena: Arena; readonly targets: readonly Target[]; readonly blows: Blows; readonly spares: boolean; readonly strayLimit: () => number }

/** What a round left to be judged, the disk aside. */
export interface PlayedRound { readonly scene: Omit<Scene, 'books' | 'jobs'>; readonly sinceSeq: number; readonly untold: readonly string[]; readonly living: readonly string[]; readonly refused: readonly string[] }

/** Plays one round: triggers and strikes as planned, then everything is started again and comes to an end. */
export async function playRound(plan: RoundPlan, { arena, targets, blows, spares, strayLimit }: RoundParts): Promise<PlayedRound> {
  const sinceSeq = readBooks(arena, (books) => books.lastSeq)
  const began = performance.now()
  const asked: (Asked & { readonly life: number })[] = []
  const jobOf = (index: number): JobId | undefined => {
    const reply = asked.find((each) => each.plan === plan.jobs[index])?.reply
    return reply === undefined || reply === null || reply.reply === 'ignored' ? undefined : reply.job.id
  }
  await Promise.all([
    ...plan.jobs.map(async (job) => {
      await sleep(job.at)
      const target = targets[job.target]
      if (target === undefined) return
      const each: Asked & { readonly life: number } = { plan: job, target: target.name, sentAt: performance.now(), repliedAt: 0, reply: null, refusal: null, life: arena.witness.lifeOf(target.name) }
      asked.push(each)
      await trigger(target, job, each)
      if (each.refusal !== null) blows.refusals[each.refusal] = (blows.refusals[each.refusal] ?? 0) + 1
    }),
    ...plan.strikes.map(async (strike) => {
      await sleep(Math.max(0, strike.at - (performance.now() - began)))
      await blows.strike(strike, jobOf)
    }),
  ])
  if (plan.endsInDeath) {
    for (const target of targets) await blows.kill(target)
    await blows.findOrphans()
  }
  for (const target of targets) if (target.pid === undefined) await blows.start(target)
  const untold = (): readonly string[] => asked.flatMap(({ plan: { callback, wish }, reply, target, life }) =>
    (reply !== null && (reply.reply === 'queued' || reply.reply === 'joined') && life === arena.witness.lifeOf(target) && !arena.witness.hasTold(target, reply.job.id)
      ? [`${target} never told the end of ${callback} ${wish.nonce}`] : []))
  const living = (): readonly string[] => arena.processes.list().filter(({ role }) => role === 'task' || role === 'host' && !spares).map(({ pid, command }) => `${pid} lives though nothing runs: ${command}`)
  await until(() => readBooks(arena, (books) => books.unfinished().length) === 0 && untold().length === 0 && living().length === 0 && (spares || !hasWorkFolders(arena.dataDir)), drainPatience)
  return {
    sinceSeq, untold: untold(), living: living(),
    // A host that is killed while it describes the script, by us or at a quit, makes that fail; nothing else may.
    refused: plan.strikes.some(({ strike }) => strike === 'killHost' || strike === 'quit') ? [] : asked.flatMap(({ refusal }) => (refusal?.startsWith('SCRIPT') === true ? [refusal] : [])),
    scene: {
      round: plan.round, asked, witness: arena.witness, edits: arena.edits, dataDir: arena.dataDir, waited: blows.waited.splice(0), spares, strayLimit: strayLimit(), marks: arena.takeMarks(),
    },
  }
}

async function trigger(target: Target, { callback, page, n, wish, fresh }: PlannedJob, asked: Asked): Promise<void> {
  const args = callback.startsWith('cached') ? [n, wish] : [wish]
  try { asked.reply = await target.trigger({ callbackId: brandAs<CallbackId>(callback), args, fresh, page }) } catch (thrown) {
    if (!(thrown instanceof Gone) && !(thrown instanceof AppError)) throw thrown
    asked.refusal = thrown instanceof AppError ? `${thrown.code} ${thrown.message}` : 'died'
  } finally { asked.repliedAt = performance.now() }
}

/** Hosts' working folders are removed a moment after their jobs ended. */
function hasWorkFolders(dataDir: string): boolean {
  const work = path.join(dataDir, 'work')
  return readdirSync(work).some((owner) => foldersOfHosts(path.join(work, owner)).length > 0)
}

function readBooks<T>(arena: Arena, read: (books: Books) => T): T {
  using books = new Books(arena.dataDir)
  return read(books)
}
