import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { sep } from 'node:path'

/** A live process that came from the chaos, one way or the other. */
export interface SeenProcess {
  readonly pid: number
  readonly parent: number
  readonly command: string
  /** Working in a host's folder, or started by a task. */
  readonly role: 'task' | 'host' | 'other'
}

/** Looks through `/proc` for what a chaos started: by its token in the environment, and by the marks of its tasks' children. Linux alone. */
export class ProcessWatch {
  readonly #token: string
  readonly #work: string

  /** `token`: in the environment of every engine, and in the arguments of each child that a task starts. `work`: the hosts' folders. */
  constructor(token: string, work: string) {
    this.#token = token
    this.#work = work + sep
  }

  list(): readonly SeenProcess[] {
    return readdirSync('/proc').flatMap((name) => {
      const seen = /^\d+$/.test(name) ? this.#look(Number(name)) : undefined
      return seen === undefined ? [] : [seen]
    })
  }

  /** Hosts that live now. */
  hosts(): readonly number[] { return this.list().filter(({ role }) => role === 'host').map(({ pid }) => pid) }

  #look(pid: number): SeenProcess | undefined {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
      const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      if (state === 'Z' || state === 'X') return undefined
      const command = readFileSync(`/proc/${pid}/cmdline`, 'latin1').replaceAll('\0', ' ').trim()
      const marked = command.includes(`${this.#token}-`)
      if (!marked && !readFileSync(`/proc/${pid}/environ`, 'latin1').includes(`CHAOS_TOKEN=${this.#token}`)) return undefined
      return { pid, parent: Number(parent), command: command.slice(0, 160), role: marked ? 'task' : this.#isHost(pid) ? 'host' : 'other' }
    } catch { return undefined }
  }

  #isHost(pid: number): boolean {
    try { return readlinkSync(`/proc/${pid}/cwd`).startsWith(this.#work) } catch { return false }
  }
}
