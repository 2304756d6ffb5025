import { type ChildProcess, spawn, type SpawnOptions } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { build } from 'esbuild'
import { root } from '../../scripts/lib/paths.mjs'
import type { RunEnd } from '../../src/main/engine/ports.ts'
import type { Bundle } from '../../src/shared/protocol.ts'
import { LocalLab } from './local-lab.ts'

/** Processes of a run whose script is busy: the host first, then those that the script says. */
export interface Said { readonly pids: readonly number[]; readonly reaper: number | null }
export interface RunningMain extends Disposable {
  readonly main: ChildProcess
  readonly folder: string
  /** Settles when the program has written this file, with what it holds; rejects where it ended without. */
  told(name: 'ready'): Promise<null>
  told(name: 'said'): Promise<Said>
  told(name: 'end'): Promise<RunEnd>
}
export interface MainWish extends SpawnOptions {
  readonly guard?: { readonly watchdog: boolean; readonly reaper: boolean }
  /** A name of a file in the folder that the run waits for. */
  readonly waitFor?: string
  /** Put before the program, such as a shell that closes descriptors. */
  readonly through?: readonly [string, ...string[]]
}

/** Starts main programs that run one job each, from what is built once. */
export class OneRunLab implements AsyncDisposable {
  readonly #lab = new LocalLab()
  readonly #folder = mkdtempSync(join(tmpdir(), 'simmer-one-run-'))
  #program: Promise<string> | undefined

  async job(name: string, run: string): Promise<Bundle> { return this.#lab.job(name, run) }

  async start(bundle: Bundle, { guard = { watchdog: true, reaper: true }, waitFor, through, ...options }: MainWish = {}): Promise<RunningMain> {
    const [program, request, { hostProgram }] = await Promise.all([this.#program ??= this.#build(), this.#lab.request(bundle), this.#lab.built()])
    const folder = mkdtempSync(join(this.#folder, 'run-'))
    // Another user may be asked to run it.
    for (const each of [this.#folder, this.#lab.folder]) chmodSync(each, 0o755)
    chmodSync(folder, 0o777)
    mkdirSync(join(folder, 'work'))
    chmodSync(join(folder, 'work'), 0o777)
    const wish = { request, hostProgram, folder, guard, ownerToken: folder, waitFor: waitFor === undefined ? null : join(folder, waitFor) }
    const [file, ...args] = [...through ?? [], process.execPath, program, JSON.stringify(wish)] as [string, ...string[]]
    const main = spawn(file, args, { cwd: '/', stdio: 'ignore', ...options })
    const ended = once(main, 'exit').then(() => 'ended' as const, (thrown: unknown) => thrown)
    return {
      main, folder,
      told: (name: string) => told(join(folder, name), ended) as Promise<never>,
      [Symbol.dispose]: () => { rmSync(folder, { recursive: true, force: true }) },
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#lab[Symbol.asyncDispose]()
    rmSync(this.#folder, { recursive: true, force: true })
  }

  async #build(): Promise<string> {
    const outfile = join(this.#folder, 'one-run-main.mjs')
    await build({ entryPoints: [join(root, 'test/support/one-run-main.ts')], outfile, bundle: true, format: 'esm', platform: 'node', target: 'node20.18', logLevel: 'error' })
    return outfile
  }
}

async function told(file: string, ended: Promise<unknown>): Promise<unknown> {
  const main: { over?: unknown } = {}
  void ended.then((how) => { main.over = how })
  for (;;) {
    const { over } = main
    try { if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as unknown } catch { /* Half written: read again. */ }
    if (over !== undefined) throw new Error(`The main program ended without ${file}`, { cause: over })
    await sleep(5)
  }
}
