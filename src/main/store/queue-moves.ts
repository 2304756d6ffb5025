import type { Database } from 'better-sqlite3'
import { priorityRank } from '../../shared/queue/queue-order.ts'
import type { QueueTarget } from '../../shared/queue/queue-edit.ts'
import type { Priority } from '../../shared/task.ts'

interface Place { readonly run_id: string; readonly rank: number; readonly place: number }
interface Bounds { readonly rank: number; readonly above: number | null; readonly below: number | null }

export interface QueueMoves {
  readonly move: (ids: string, to: QueueTarget, change: number) => void
  /** Gives runs another priority: they go behind those that have it already. */
  readonly prioritize: (ids: string, priority: Priority, change: number) => void
}

/** Puts runs elsewhere in the queue; all within the caller's transaction. */
export function queueMoves(database: Database): QueueMoves {
  const columns = 'SELECT run_id, rank, place FROM jobs'
  const moved = database.prepare<{ ids: string }, Place>(`
    ${columns} WHERE status = 'queued' AND run_id IN (SELECT run_id FROM jobs WHERE id IN (SELECT value FROM json_each(:ids))) GROUP BY run_id ORDER BY rank, place`)
  const one = database.prepare<[string], Place>(`${columns} WHERE status = 'queued' AND id = ?`)
  // The neighbour beyond a place, that of the moved ones apart.
  const rest = "status = 'queued' AND run_id NOT IN (SELECT value FROM json_each(:moved))"
  const before = database.prepare<Where, Place>(`${columns} WHERE ${rest} AND (rank, place) < (:rank, :place) ORDER BY rank DESC, place DESC LIMIT 1`)
  const behind = database.prepare<Where, Place>(`${columns} WHERE ${rest} AND (rank, place) > (:rank, :place) ORDER BY rank, place LIMIT 1`)
  const put = database.prepare<{ runId: string; rank: number; priority: Priority; place: number; change: number }>(`
    UPDATE jobs SET rank = :rank, priority = :priority, place = :place, change = :change WHERE status = 'queued' AND run_id = :runId`)
  const ofRank = database.prepare<[number], string>("SELECT run_id FROM jobs WHERE status = 'queued' AND rank = ? GROUP BY run_id ORDER BY min(place)").pluck()
  const next = database.prepare<[], number>('SELECT next_place FROM queue_state').pluck()
  const useUp = database.prepare<[number]>('UPDATE queue_state SET next_place = max(next_place, ?)')
  const farthest = { first: { rank: -1, place: 0 }, last: { rank: 9, place: 0 } }

  /** The places that the runs come between. */
  function boundsFor(to: QueueTarget, runs: readonly Place[]): Bounds | undefined {
    const apart = JSON.stringify(runs.map(({ run_id: id }) => id))
    const beyond = (from: Pick<Place, 'rank' | 'place'>): Place | undefined => before.get({ moved: apart, rank: from.rank, place: from.place })
    const after = (from: Pick<Place, 'rank' | 'place'>): Place | undefined => behind.get({ moved: apart, rank: from.rank, place: from.place })
    const ahead = (target: Place | undefined): Bounds | undefined => {
      if (target === undefined) return undefined
      const above = beyond(target)
      return { rank: target.rank, above: above?.rank === target.rank ? above.place : null, below: target.place }
    }
    const following = (target: Place | undefined): Bounds | undefined => {
      if (target === undefined) return undefined
      const below = after(target)
      return { rank: target.rank, above: target.place, below: below?.rank === target.rank ? below.place : null }
    }
    const [first] = runs
    const last = runs.at(-1)
    if (first === undefined || last === undefined) return undefined
    const known = (id: string): Place | undefined => {
      const target = one.get(id)
      return runs.some((run) => run.run_id === target?.run_id) ? undefined : target
    }
    if (to === 'first') return ahead(after(farthest.first))
    if (to === 'last') return following(beyond(farthest.last))
    if (to === 'up') return ahead(beyond(first))
    if (to === 'down') return following(after(last))
    return 'before' in to ? ahead(known(to.before)) : following(known(to.after))
  }

  function renumber(rank: number, change: number): void {
    let place = next.get() ?? 1
    for (const runId of ofRank.all(rank)) { put.run({ runId, rank, priority: priorityOfRank(rank), place, change }); place += 1 }
    useUp.run(place)
  }

  function move(ids: string, to: QueueTarget, change: number): void {
    const runs = moved.all({ ids })
    let bounds = boundsFor(to, runs)
    if (bounds === undefined) return
    if (!isRoomy(bounds, runs.length)) {
      renumber(bounds.rank, change)
      bounds = boundsFor(to, moved.all({ ids })) ?? bounds
    }
    const places = between(bounds, runs.length)
    runs.forEach(({ run_id: runId }, at) => { put.run({ runId, rank: bounds.rank, priority: priorityOfRank(bounds.rank), place: places[at] ?? 0, change }) })
    useUp.run((places.at(-1) ?? 0) + 1)
  }

  function prioritize(ids: string, priority: Priority, change: number): void {
    let place = next.get() ?? 1
    for (const { run_id: runId, rank } of moved.all({ ids })) {
      if (rank !== priorityRank[priority]) put.run({ runId, rank: priorityRank[priority], priority, place: place++, change })
    }
    useUp.run(place)
  }
  return { move, prioritize }
}

interface Where { readonly moved: string; readonly rank: number; readonly place: number }

/** Halving again and again ends at what a number can tell apart. */
function isRoomy(bounds: Bounds, count: number): boolean {
  const places = [...(bounds.above === null ? [] : [bounds.above]), ...between(bounds, count), ...(bounds.below === null ? [] : [bounds.below])]
  return places.every((place, at) => at === 0 || place > (places[at - 1] ?? 0))
}

function between({ above, below }: Bounds, count: number): readonly number[] {
  const first = above ?? (below ?? 1) - count - 1
  const step = below === null ? 1 : (below - first) / (count + 1)
  return Array.from({ length: count }, (_, at) => first + step * (at + 1))
}

function priorityOfRank(rank: number): Priority {
  return (Object.entries(priorityRank) as [Priority, number][]).find(([, each]) => each === rank)?.[0] ?? 'normal'
}
