import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import type { ProcessKey } from './process-table.ts'
import { reaperScript } from './reaper-script.ts'

/** ms */
const leastLife = 1000

/**
 * One small shell process for the whole app, in a session of its own, that ends all hosts when main is gone (R2, R3). Not
 * an Electron process, which would cost 100 MB. Windows has none: there the hosts' watchdogs do it alone.
 */
export class Reaper implements AsyncDisposable {
  readonly #ownerToken: string
  readonly #groups = new Map<number, string>()
  #shell: ChildProcess | undefined
  #closed = false

  constructor(ownerToken: string) {
    this.#ownerToken = ownerToken
    if (process.platform !== 'win32') this.#start()
  }

  /** undefined: there is none now. */
  get pid(): number | undefined { return this.#shell?.pid }

  add({ pid, startTime }: ProcessKey): void {
    this.#groups.set(pid, startTime)
    this.#tell(`+ ${pid} ${startTime.replaceAll(' ', '_')}\n`)
  }

  remove(pid: number): void {
    this.#groups.delete(pid)
    this.#tell(`- ${pid}\n`)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed = true
    const shell = this.#shell
    if (shell?.exitCode !== null || shell.signalCode !== null) return
    shell.ref()
    const gone = once(shell, 'exit')
    shell.stdin?.end()
    await gone
  }

  #start(): void {
    // The token is in a variable of another name, or the reaper would find itself.
    const shell = spawn('/bin/sh', ['-c', reaperScript, 'simmer-reaper'], {
      cwd: '/', env: { PATH: '/usr/bin:/bin', SIMMER_REAPED: this.#ownerToken }, detached: true, stdio: ['pipe', 'ignore', 'ignore'],
    })
    this.#shell = shell
    shell.on('error', () => undefined)
    shell.stdin.on('error', () => undefined)
    const began = performance.now()
    // Someone ended it: hosts are to be under guard again at once. One that cannot live is not tried over and over.
    shell.on('exit', () => { if (!this.#closed && performance.now() - began > leastLife) this.#start() })
    shell.unref()
    for (const [pid, startTime] of this.#groups) this.add({ pid, startTime })
  }

  #tell(line: string): void { this.#shell?.stdin?.write(line) }
}
