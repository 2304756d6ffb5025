import type { ChildProcess } from 'node:child_process'
import { Duplex, Readable } from 'node:stream'
import type { FromHost, ToHost } from '../../shared/protocol.ts'
import { encodeFrame, FrameReader } from '../host/frames.ts'
import type { Clock, ProcessIdentity } from '../engine/ports.ts'
import { LogReader } from './log-reader.ts'
import { parseFromHost } from './parse-from-host.ts'
import type { ProcessTree } from './process-tree.ts'

/** How a process went. `failure`: it never came to be. */
export interface HostExit { readonly code: number | null; readonly signal: NodeJS.Signals | null; readonly failure: Error | null }

/** What a host is made of. */
export interface HostParts {
  readonly child: ChildProcess
  /** From {@link exitOf}, asked for as soon as the process was started. */
  readonly exited: Promise<HostExit>
  readonly tree: ProcessTree
  readonly identity: ProcessIdentity
  /** Its working folder, its own. */
  readonly folder: string
  readonly clock: Clock
}

/** A live host, seen from main: its channel, its log, its end. */
export class HostProcess {
  readonly tree: ProcessTree
  readonly identity: ProcessIdentity
  readonly folder: string
  readonly logs: LogReader
  /** Settles when the system has told how the process ended. */
  readonly exited: Promise<HostExit>
  /** Settles when nothing more can come from it. */
  readonly silent: Promise<void>
  readonly #channel: Duplex
  readonly #early: FromHost[] = []
  #receive: ((message: FromHost) => void) | undefined
  #peek: ((message: FromHost) => void) | undefined
  #gone = false
  #garbled = false

  constructor({ child, exited, tree, identity, folder, clock }: HostParts) {
    this.tree = tree
    this.identity = identity
    this.folder = folder
    const [, stdout, stderr, channel] = child.stdio
    if (!(stdout instanceof Readable && stderr instanceof Readable && channel instanceof Duplex)) throw new Error('A host is started with pipes')
    this.logs = new LogReader({ stdout, stderr }, clock)
    this.exited = exited
    void exited.then(() => { this.#gone = true })
    this.#channel = channel
    this.#channel.on('error', () => undefined)
    // Not `events.once`: it rejects on the reset that a killed process leaves, and a close still follows.
    this.silent = new Promise((resolve) => { this.#channel.once('close', () => { resolve() }) })
    const reader = new FrameReader()
    this.#channel.on('data', (piece: Buffer) => { this.#read(reader, piece) })
  }

  /** The system has told its end: its number may be another's. */
  get gone(): boolean { return this.#gone }

  /** Someone else wrote to its channel, which was closed for that. */
  get garbled(): boolean { return this.#garbled }

  send(message: ToHost): void { this.sendFrame(encodeFrame(message)) }
  sendFrame(frame: Buffer): void { if (this.#channel.writable) this.#channel.write(frame) }

  /** Takes what the host says, and what it said before; another listener replaces the one before it. */
  listen(receive: (message: FromHost) => void): void {
    this.#receive = receive
    for (const message of this.#early.splice(0)) receive(message)
  }

  /** As {@link HostProcess.listen}, and keeps what comes for the listener that takes over. */
  peek(receive: (message: FromHost) => void): void { this.#peek = receive }

  #read(reader: FrameReader, piece: Buffer): void {
    try {
      reader.push(piece)
      for (let next = reader.next(); next !== undefined; next = reader.next()) {
        const message = parseFromHost(next.message)
        if (message === undefined) throw new Error('No message of ours')
        if (this.#receive === undefined) {
          this.#early.push(message)
          this.#peek?.(message)
        }
        else this.#receive(message)
      }
    } catch {
      // The script wrote to the channel. What follows cannot be told apart; the run ends as crashed.
      this.#garbled = true
      this.#channel.destroy()
    }
  }
}

/** How a process will have ended. */
export function exitOf(child: ChildProcess): Promise<HostExit> {
  return new Promise((resolve) => {
    child.once('error', (failure) => { if (child.pid === undefined) resolve({ code: null, signal: null, failure }) })
    child.once('exit', (code, signal) => { resolve({ code, signal, failure: null }) })
  })
}
