import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { LocalBackend } from '../../src/main/backends/local.ts'
import { LocalRuntimes } from '../../src/main/backends/runtimes.ts'
import type { RunRequest } from '../../src/main/engine/ports.ts'
import { systemClock } from '../../src/main/engine/system-clock.ts'
import type { Said } from './one-run.ts'

// A small main program that tests kill, or starve: it runs one job, and says which processes there are once the script says "busy", or how the run ended.

interface Wish {
  readonly request: RunRequest
  readonly hostProgram: string
  readonly ownerToken: string
  readonly folder: string
  readonly guard: { readonly watchdog: boolean; readonly reaper: boolean }
  /** The run waits for this file; null: it need not. */
  readonly waitFor: string | null
}

const wish = JSON.parse(process.argv[2] ?? '{}') as Wish
const backend = new LocalBackend({
  ...wish.guard, hostProgram: wish.hostProgram, ownerToken: wish.ownerToken, runtimes: new LocalRuntimes(), folder: join(wish.folder, 'work'), clock: systemClock,
})
let text = ''
let host = 0
/** By file: standard output may be closed. Written whole before it has its name. */
const say = (name: string, value: unknown): void => { writeFileSync(join(wish.folder, name), JSON.stringify(value)) }
const busy = (): void => {
  const others = [...text.matchAll(/up (\d+)/g)].map(([, pid]) => Number(pid))
  const said: Said = { pids: [host, ...others], reaper: backend.spawner.reaperPid ?? null }
  say('said', said)
}
say('ready', null)
while (wish.waitFor !== null && !existsSync(wish.waitFor)) await sleep(10)
const end = await backend.run(wish.request, {
  spawned: ({ pid }) => { host = pid }, started: () => undefined, progressed: () => undefined, propsSet: () => undefined, returned: () => undefined, sampled: () => undefined, graceBegan: () => undefined,
  logged: (chunks) => {
    text += chunks.map((chunk) => chunk.text).join('')
    if (text.includes('busy')) busy()
  },
}, new AbortController().signal)
say('end', end)
await backend[Symbol.asyncDispose]()
