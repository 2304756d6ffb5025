import { readdirSync, readFileSync } from 'node:fs'
import type { ElectronApplication } from 'playwright-core'

/** What the app's main process held at a moment, after its garbage was collected. Memory in MB. */
export interface Sample {
  readonly at: number
  readonly jobs: number
  readonly heap: number
  readonly external: number
  readonly resident: number
  /** Timers, sockets, pipes, children that keep main alive. */
  readonly handles: number
  readonly listeners: number
  readonly descriptors: number
  readonly threads: number
  /** Children that ended and that main did not ask how. */
  readonly zombies: number
  readonly temporary: number
}

export async function takeSample(app: ElectronApplication, { at, jobs, temporary }: { readonly at: number; readonly jobs: number; readonly temporary: string }): Promise<Sample> {
  const inside = await app.evaluate(async () => {
    process.getBuiltinModule('node:v8').setFlagsFromString('--expose-gc')
    const collect = process.getBuiltinModule('node:vm').runInNewContext('gc') as () => void
    for (let times = 0; times < 3; times++) {
      collect()
      await new Promise((resolve) => { setImmediate(resolve) })
    }
    const { heapUsed, external, rss } = process.memoryUsage()
    return { heapUsed, external, rss, handles: process.getActiveResourcesInfo().length, listeners: process.eventNames().reduce((sum, name) => sum + process.listenerCount(name), 0) }
  })
  const { pid } = app.process()
  const mb = (bytes: number): number => Math.round(bytes / 1e4) / 100
  return {
    at, jobs, heap: mb(inside.heapUsed), external: mb(inside.external), resident: mb(inside.rss), handles: inside.handles, listeners: inside.listeners,
    descriptors: readdirSync(`/proc/${pid}/fd`).length, threads: Number(/^Threads:\s+(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]),
    zombies: zombiesOf(pid ?? 0), temporary: readdirSync(temporary).length,
  }
}

function zombiesOf(parent: number): number {
  return readdirSync('/proc').filter((name) => {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'latin1')
      const [state, ppid] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      return state === 'Z' && Number(ppid) === parent
    } catch { return false }
  }).length
}
