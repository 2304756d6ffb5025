import type { Page } from 'playwright-core'

/** Counts the frames that a window draws from now on; answers with how many, and in how many ms. */
export async function countFrames(page: Page): Promise<() => Promise<{ readonly frames: number; readonly ms: number }>> {
  const counting = await page.evaluateHandle(() => {
    const counted = { frames: 0, began: performance.now() }
    const next = (): void => {
      counted.frames += 1
      requestAnimationFrame(next)
    }
    requestAnimationFrame(next)
    return counted
  })
  return () => counting.evaluate(({ frames, began }) => ({ frames, ms: performance.now() - began }))
}
