import type { ElectronApplication } from 'playwright-core'

/** What the main process took while it was watched. */
export interface MainWatch {
  /** Most memory above that at the start. */
  readonly megabytes: number
  readonly longestStall: number
  /** How late a timer would have been, ms, for one every 5 ms: a stall counts once for each that it held up. */
  readonly delays: readonly number[]
}

/** Looks every 5 ms at how much more memory the main process has than at the start, and how long its event loop stood still. */
export async function watchMain(app: ElectronApplication, act: () => Promise<unknown>): Promise<MainWatch> {
  await app.evaluate(() => {
    const every = 5
    const before = process.memoryUsage.rss()
    const delays: number[] = []
    const watch = { megabytes: 0, longestStall: 0, delays, last: performance.now(), timer: undefined as NodeJS.Timeout | undefined }
    watch.timer = setInterval(() => {
      const now = performance.now()
      const late = now - watch.last - every
      watch.longestStall = Math.max(watch.longestStall, late)
      for (let delay = Math.max(late, 0); delay >= 0; delay -= every) delays.push(delay)
      watch.last = now
      watch.megabytes = Math.max(watch.megabytes, (process.memoryUsage.rss() - before) / 1e6)
    }, every)
    Object.assign(globalThis, { benchWatch: watch })
  })
  await act()
  return app.evaluate(() => {
    const { benchWatch } = globalThis as unknown as { benchWatch: MainWatch & { readonly timer: NodeJS.Timeout } }
    clearInterval(benchWatch.timer)
    const { megabytes, longestStall, delays } = benchWatch
    return { megabytes, longestStall, delays }
  })
}
