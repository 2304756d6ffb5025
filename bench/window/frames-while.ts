import type { Page } from 'playwright-core'

/** What a window drew meanwhile: frames a second, and the longest time between two, ms. */
export interface DrawnFrames { readonly perSecond: number; readonly longest: number }

/** Counts the frames of a window while something else is done. */
export async function framesWhile(page: Page, act: () => Promise<unknown>): Promise<DrawnFrames> {
  const counting = await page.evaluateHandle(() => {
    const counted = { frames: 0, longest: 0, began: performance.now(), last: performance.now(), over: false }
    const next = (now: number): void => {
      counted.frames += 1
      counted.longest = Math.max(counted.longest, now - counted.last)
      counted.last = now
      if (!counted.over) requestAnimationFrame(next)
    }
    requestAnimationFrame(next)
    return counted
  })
  await act()
  return counting.evaluate((counted) => {
    counted.over = true
    return { perSecond: counted.frames * 1_000 / (performance.now() - counted.began), longest: counted.longest }
  })
}
