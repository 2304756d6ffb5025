import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { missingPrograms } from '../../scripts/setup/missing-from-system.mjs'

/** False where the system has no `strace`: tests that need it say so and are skipped. */
export const canTrace = process.platform === 'linux' && missingPrograms({ strace: 'strace' }).length === 0
export const whyNotTraced = 'needs strace (Debian package strace)'

/** System calls by which something on the disk changes. */
const changing = [
  'write', 'pwrite64', 'writev', 'pwritev', 'ftruncate', 'fallocate', 'rename', 'renameat', 'renameat2', 'unlink', 'unlinkat',
  'mkdir', 'mkdirat', 'fsync', 'fdatasync', 'copy_file_range', 'sendfile',
] as const
/** Of those, the ones that a full disk refuses. */
const growing: ReadonlySet<string> = new Set(['write', 'pwrite64', 'writev', 'pwritev', 'ftruncate', 'fallocate', 'mkdir', 'mkdirat', 'copy_file_range', 'sendfile'])

/** A call of a traced program's main thread; `counts`: how often each was called up to it, itself included. */
export interface TracedCall { readonly name: string; readonly counts: Readonly<Record<string, number>> }

export interface TraceWish {
  readonly args: readonly string[]
  /** Only calls on these files and folders count. */
  readonly paths: readonly string[]
  /** What happens at a call: it is not made and the program is killed, or there is no room on the disk from then on. */
  readonly inject?: { readonly at: TracedCall; readonly what: 'kill' | 'full' }
  readonly log: string
}
export interface Traced { readonly code: number | null; readonly killed: boolean; readonly stdout: string; readonly stderr: string; readonly calls: readonly TracedCall[] }

/** Runs a program of this Node under strace, to its end. */
export function traced({ args, paths, inject, log }: TraceWish): Traced {
  const options = ['-f', '-o', log, '-e', `trace=${changing.join()}`, ...injections(inject), ...paths.flatMap((path) => ['-P', path])]
  const { status, signal, stdout, stderr } = spawnSync('strace', [...options, process.execPath, ...args], { encoding: 'utf8' })
  return { code: status, killed: signal === 'SIGKILL', stdout, stderr, calls: callsOf(readFileSync(log, 'utf8')) }
}

/** strace counts each system call for itself. */
function injections(inject: TraceWish['inject']): readonly string[] {
  if (inject === undefined) return []
  const { at: { name, counts }, what } = inject
  if (what === 'kill') return ['-e', `inject=${name}:signal=KILL:when=${counts[name] ?? 1}`]
  return [...growing].flatMap((each) => ['-e', `inject=${each}:error=ENOSPC:when=${(counts[each] ?? 0) + (each === name ? 0 : 1)}+`])
}

function callsOf(trace: string): readonly TracedCall[] {
  const main = trace.split(' ', 1)[0]
  const counts: Record<string, number> = {}
  return [...trace.matchAll(/^(\d+) +(\w+)\(/gmu)].flatMap(([, thread, name = '']) => {
    if (thread !== main) return []
    counts[name] = (counts[name] ?? 0) + 1
    return [{ name, counts: { ...counts } }]
  })
}

/** So many of them, evenly spread. */
export function spread<T>(all: readonly T[], many: number): readonly T[] {
  return Array.from({ length: Math.min(many, all.length) }, (_, index) => all[Math.floor((index + 0.5) * all.length / Math.min(many, all.length))]).filter((each) => each !== undefined)
}
