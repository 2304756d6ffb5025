import { randomUUID } from 'node:crypto'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { root } from '../../scripts/lib/paths.mjs'
import { Edits } from './edits.ts'
import { ProcessWatch } from './process-watch.ts'
import { SmallDisk } from './small-disk.ts'
import { Witness } from './witness.ts'

/** How many runs may be at work at once, all engines together. */
const jobsAtOnce = 3

/** The folders, the disk and the witness of one chaos. Its data folder lives through all rounds. */
export class Arena implements Disposable {
  readonly folder: string
  readonly tasks: string
  readonly dataDir: string
  readonly edits: Edits
  readonly disk: SmallDisk
  readonly processes: ProcessWatch
  readonly witness = new Witness()
  readonly #marks: string
  readonly #token = `chaos${randomUUID().slice(0, 8)}`

  constructor() {
    this.folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'simmer-chaos-')))
    this.tasks = path.join(this.folder, 'tasks')
    this.#marks = path.join(this.folder, 'marks')
    const disk = path.join(this.folder, 'disk')
    for (const each of [this.#marks, disk]) mkdirSync(each)
    this.disk = new SmallDisk(disk)
    this.dataDir = path.join(disk, 'data')
    cpSync(path.join(root, 'test/fixtures/chaos'), this.tasks, { recursive: true })
    this.edits = new Edits(this.tasks)
    this.processes = new ProcessWatch(this.#token, path.join(this.dataDir, 'work'))
  }

  /** What targets are started with. */
  get env(): NodeJS.ProcessEnv {
    const { NODE_OPTIONS: _options, ELECTRON_RUN_AS_NODE: _asNode, ...inherited } = process.env
    return {
      ...inherited, SIMMER_DATA: this.dataDir, SIMMER_TASKS: this.tasks, SIMMER_JOBS_AT_ONCE: String(jobsAtOnce), CHAOS_MARKS: this.#marks, CHAOS_TOKEN: this.#token,
    }
  }

  /** The marks that runs left since the last time. */
  takeMarks(): ReadonlyMap<string, readonly { readonly stamp: string; readonly attempt: number }[]> {
    const marks = new Map(readdirSync(this.#marks).map((nonce) => [nonce, readFileSync(path.join(this.#marks, nonce), 'utf8').split('\n').filter((line) => line !== '').map((line) => {
      const [stamp = '', attempt] = line.split(' ')
      return { stamp, attempt: Number(attempt) }
    })] as const))
    for (const nonce of marks.keys()) rmSync(path.join(this.#marks, nonce))
    return marks
  }

  [Symbol.dispose](): void {
    this.disk[Symbol.dispose]()
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 })
  }
}
