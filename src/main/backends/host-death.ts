import type { ErrorInfo, SourcePlace } from '../../shared/errors.ts'
import { processEndings } from '../../shared/endings/process-endings.ts'
import { startEndings } from '../../shared/endings/start-endings.ts'
import { tellEnding } from '../../shared/endings/tell-ending.ts'
import { isForWantOfMemory, type MemorySample } from './for-want-of-memory.ts'
import type { HostExit } from './host-process.ts'

/** What is known of a process that ended before its callback did. */
export interface HostDeath {
  /** null: it lives, and closed its channel. */
  readonly exit: HostExit | null
  /** Someone wrote to its channel, which was closed for that. */
  readonly garbled: boolean
  /** The script's function was called. */
  readonly begun: boolean
  /** Where the script called process.exit. */
  readonly place?: SourcePlace | undefined
  /** The last look at its memory, where there was one. */
  readonly memory?: MemorySample | undefined
  readonly lastLines: readonly string[]
}

/** What such a death is told as (R17, the table of docs/endings.md). */
export function crashError(death: HostDeath): ErrorInfo {
  const { place, lastLines } = death
  return { ...explain(death), ...(place === undefined ? {} : { place }), lastLines }
}

function explain({ exit, garbled, begun, memory, lastLines }: HostDeath): ErrorInfo {
  if (garbled) return tellEnding(processEndings.writesToChannel)
  if (exit === null) return tellEnding(processEndings.closesChannel)
  if (lastLines.some((line) => line.includes('JavaScript heap out of memory'))) return tellEnding(processEndings.outOfHeap)
  const { code, signal } = exit
  switch (signal) {
    case null: return begun ? tellEnding(processEndings.exits, { code: code ?? 0 }) : tellEnding(startEndings.importExits, { code: code ?? 0 })
    case 'SIGKILL': return isForWantOfMemory(memory)
      ? tellEnding(processEndings.killedForMemory, { held: megabytes(memory.held), free: megabytes(memory.free) }) : tellEnding(processEndings.killed)
    case 'SIGABRT': return tellEnding(processEndings.aborts)
    case 'SIGSEGV': case 'SIGBUS': case 'SIGILL': case 'SIGFPE': case 'SIGTRAP': return tellEnding(processEndings.segfaults, { signal })
    default: return tellEnding(processEndings.terminated, { signal })
  }
}

function megabytes(bytes: number): number { return Math.round(bytes / 1e6) }
