import SqliteDatabase from 'better-sqlite3'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { JobId } from '../../src/shared/brand.ts'
import { AppError } from '../../src/shared/errors.ts'
import type { Arena } from './arena.ts'
import { Books } from './books.ts'
import { Gone } from './gone.ts'
import type { Strike } from './plan.ts'
import type { SeededRandom } from './seeded-random.ts'
import type { Target } from './target.ts'
import { until } from './until.ts'

/** ms for a target to come up, and for what it left to be gone. */
const startPatience = 30_000
/** G8 allows 2 s; the rest is for a loaded machine. */
const gonePatience = 6_000

/** How a round's strikes are carried out, and what they came to. */
export class Blows {
  readonly #arena: Arena
  readonly #targets: readonly Target[]
  readonly #random: SeededRandom
  /** Jobs as they stood in the queue of an engine that was killed. */
  readonly waited: (readonly JobId[])[] = []
  readonly orphans: string[] = []
  readonly unstarted: string[] = []
  /** Why triggers were refused, and how often. */
  readonly refusals: Record<string, number> = {}
  kills = 0
  /** Times that an engine was cut short at whatever it did. */
  cuts = 0
  #full = false

  constructor(arena: Arena, targets: readonly Target[], random: SeededRandom) {
    this.#arena = arena
    this.#targets = targets
    this.#random = random
  }

  /** Carries out one strike; settles when it is over. `jobOf` tells which job a planned one became. */
  async strike(strike: Strike, jobOf: (index: number) => JobId | undefined): Promise<void> {
    const target = 'target' in strike ? this.#targets[strike.target] : undefined
    switch (strike.strike) {
      case 'kill': if (target !== undefined) await this.#restart(target, strike.dead, () => this.kill(target)); break
      case 'quit': if (target !== undefined) await this.#restart(target, strike.dead, () => target.quit()); break
      case 'freeze': if (target?.pid !== undefined) await freeze(target.pid, strike.frozen); break
      case 'killHost': this.#killHost(); break
      case 'freezeHost': { const host = this.#anyHost(); if (host !== undefined) await freeze(host, strike.frozen); break }
      case 'cancel': { const job = jobOf(strike.job); if (job !== undefined) await target?.cancel(job).catch(unlessExpected); break }
      case 'fillDisk': await this.#fillDisk(strike.full); break
      case 'editScript': this.#arena.edits.editScript(); break
      case 'editInput': this.#arena.edits.editInput(); break
      case 'damageEntry': this.#damageEntry(); break
      case 'reload': case 'crashWindow': case 'newWindow': case 'closeWindow': for (const each of this.#targets) await each[strike.strike]?.(); break
    }
  }

  async kill(target: Target): Promise<void> {
    if (target.pid === undefined) return
    this.kills += 1
    this.cuts += 1
    const { pid } = target
    await target.kill()
    using books = new Books(this.#arena.dataDir)
    this.waited.push(books.queueOf(pid))
  }

  /** Starts a target, again and again while the disk is full. */
  async start(target: Target): Promise<void> {
    let why = ''
    const up = await until(async () => {
      if (this.#full || target.pid !== undefined) return target.pid !== undefined
      this.#arena.witness.begins(target.name)
      return target.start().then(() => true, (thrown: unknown) => { why = String(thrown); return false })
    }, startPatience)
    if (!up) this.unstarted.push(`${target.name} does not start: ${why} ${target.lastWords}`)
  }

  /** Nothing that a dead engine started may live: looked at while no engine runs that could clear up. */
  async findOrphans(): Promise<void> {
    const { processes } = this.#arena
    // One that is started meanwhile clears up after the others: nothing can be told any more.
    const isUp = (): boolean => this.#targets.some(({ pid }) => pid !== undefined)
    if (await until(() => isUp() || processes.list().length === 0, gonePatience)) return
    for (const { pid, command } of processes.list()) {
      this.orphans.push(`${pid} lives on: ${command}`)
      try { process.kill(pid, 'SIGKILL') } catch { /* It went by itself, too late. */ }
    }
  }

  async #restart(target: Target, dead: number, end: () => Promise<void>): Promise<void> {
    if (target.pid === undefined) return
    await end()
    if (this.#targets.every(({ pid }) => pid === undefined)) await this.findOrphans()
    await sleep(dead)
    await this.start(target)
  }

  #anyHost(): number | undefined {
    const hosts = this.#arena.processes.hosts()
    return hosts[this.#random.between(0, Math.max(0, hosts.length - 1))]
  }

  #killHost(): void {
    const host = this.#anyHost()
    if (host === undefined) return
    this.kills += 1
    try { process.kill(host, 'SIGKILL') } catch { /* It ended by itself. */ }
  }

  async #fillDisk(ms: number): Promise<void> {
    const { disk } = this.#arena
    const pids = this.#targets.flatMap(({ pid }) => pid ?? [])
    this.#full = true
    this.cuts += 8
    disk.fill(pids)
    await sleep(ms)
    disk.free(pids)
    this.#full = false
  }

  /** Changes a character in one small result in the cache, as a bad disk would. */
  #damageEntry(): void {
    const cache = new SqliteDatabase(path.join(this.#arena.dataDir, 'cache.db'), { timeout: 5_000 })
    try {
      const rows = cache.prepare<[], { readonly id: number; readonly bytes: Uint8Array }>('SELECT id, bytes FROM entries WHERE bytes IS NOT NULL').all()
      const row = rows[this.#random.between(0, Math.max(0, rows.length - 1))]
      if (row === undefined) return
      const bytes = Buffer.from(row.bytes)
      const at = bytes.indexOf('digest') + 'digest'.length + 10
      bytes[at] = bytes[at] === 0x61 ? 0x62 : 0x61
      cache.prepare('UPDATE entries SET bytes = ? WHERE id = ?').run(bytes, row.id)
    } catch { /* The disk is full right now. */ } finally { cache.close() }
  }
}

async function freeze(pid: number, ms: number): Promise<void> {
  try {
    process.kill(pid, 'SIGSTOP')
    await sleep(ms)
    process.kill(pid, 'SIGCONT')
  } catch { /* Killed meanwhile. */ }
}

/** A refusal, and a target that dies before it answers, are what chaos is about. */
function unlessExpected(thrown: unknown): void {
  if (!(thrown instanceof Gone) && !(thrown instanceof AppError)) throw thrown
}
