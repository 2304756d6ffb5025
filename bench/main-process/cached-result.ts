import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import Database from 'better-sqlite3'
import type { Lab } from './lab.ts'
import type { Samples } from './samples.ts'

const rounds = 300
const warmup = 20

/** P3, the engine alone: ms from a trigger to the cached result, and for one bare lookup of a row of the same size. */
export async function cachedResult(lab: Lab, folder: string): Promise<Samples> {
  const pageId = await lab.openTask('cached')
  const call = lab.callOf('cached', { pageId, args: [1] })
  const before = lab.imports('cached')
  const first = await lab.trigger(call)
  await lab.ended(first.id)
  await lab.imported('cached', before + 1)
  const get = bareGet(path.join(folder, 'bare.db'))
  const importsBefore = lab.imports('cached')
  const [engine, bare]: [number[], number[]] = [[], []]
  for (let round = 0; round < rounds + warmup; round += 1) {
    const began = performance.now()
    const { state } = await lab.trigger(call)
    const took = performance.now() - began
    if (state.status !== 'succeeded' || state.from !== 'cache') throw new Error(`Expected a hit, got ${JSON.stringify(state)}`)
    // History is written after the answer; a person is never as quick as that.
    await sleep(5)
    const bareBegan = performance.now()
    get()
    const bareTook = performance.now() - bareBegan
    if (round < warmup) continue
    engine.push(took)
    bare.push(bareTook)
  }
  return { engine, bare, processes: [lab.imports('cached') - importsBefore] }
}

function bareGet(file: string): () => unknown {
  const database = new Database(file)
  database.pragma('journal_mode = WAL')
  database.exec('CREATE TABLE entries (key TEXT PRIMARY KEY, bytes BLOB NOT NULL) STRICT')
  const insert = database.prepare('INSERT INTO entries VALUES (?, ?)')
  database.transaction(() => { for (let index = 0; index < 1000; index += 1) insert.run(keyOf(index), Buffer.alloc(64, index)) })()
  const select = database.prepare('SELECT bytes FROM entries WHERE key = ?')
  const wanted = keyOf(500)
  return () => select.get(wanted)
}

const keyOf = (index: number): string => String(index).padStart(64, '0')
