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
  #later: NodeJS.Timeout | undefined
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
    clearTimeout(this.#later)
    const shell = this.#shell
    if (shell?.exitCode !== null || shell.signalCode !== null) return
    shell.ref()
    const gone = once(shell, 'exit')
    shell.stdin?.end()
    await gone
  }

  #start(): void {
    const began = performance.now()
    let shell: ChildProcess
    try { shell = this.#spawn() } catch { this.#startLater(); return }
    // Some failures to start are told as an event, and leave no pipes.
    shell.once('error', () => { if (shell.pid === undefined) this.#startLater() })
    shell.stdin?.on('error', () => undefined)
    shell.once('exit', () => {
      if (this.#shell === shell) this.#shell = undefined
      // Someone ended it: hosts are to be under guard again at once. One that cannot live is not tried over and over.
      if (performance.now() - began > leastLife) this.#startAgain()
      else this.#startLater()
    })
    shell.unref()
    if (shell.pid === undefined) return
    this.#shell = shell
    for (const [pid, startTime] of this.#groups) this.add({ pid, startTime })
  }

  #spawn(): ChildProcess {
    // The token is in a variable of another name, or the reaper would find itself.
    return spawn('/bin/sh', ['-c', reaperScript, 'simmer-reaper'], {
      cwd: '/', env: { PATH: '/usr/bin:/bin', SIMMER_REAPED: this.#ownerToken }, detached: true, stdio: ['pipe', 'ignore', 'ignore'],
    })
  }

  #startAgain(): void { if (!this.#closed) this.#start() }

  #startLater(): void {
    clearTimeout(this.#later)
    this.#later = setTimeout(() => { this.#startAgain() }, leastLife).unref()
  }

  #tell(line: string): void { this.#shell?.stdin?.write(line) }
}
