import type { ElectronApplication } from 'playwright-core'

/** What the main process took while it was watched. */
export interface MainWatch { readonly megabytes: number; readonly longestStall: number }

/** Looks every 5 ms at how much more memory the main process has than at the start, and how long its event loop stood still. */
export async function watchMain(app: ElectronApplication, act: () => Promise<unknown>): Promise<MainWatch> {
  await app.evaluate(() => {
    const before = process.memoryUsage.rss()
    const watch = { megabytes: 0, longestStall: 0, last: performance.now(), timer: undefined as NodeJS.Timeout | undefined }
    watch.timer = setInterval(() => {
      const now = performance.now()
      watch.longestStall = Math.max(watch.longestStall, now - watch.last - 5)
      watch.last = now
      watch.megabytes = Math.max(watch.megabytes, (process.memoryUsage.rss() - before) / 1e6)
    }, 5)
    Object.assign(globalThis, { benchWatch: watch })
  })
  await act()
  return app.evaluate(() => {
    const { benchWatch } = globalThis as unknown as { benchWatch: MainWatch & { readonly timer: NodeJS.Timeout } }
    clearInterval(benchWatch.timer)
    return { megabytes: benchWatch.megabytes, longestStall: benchWatch.longestStall }
  })
}
