import type { Page } from 'playwright-core'

/**
 * ms from each key until the frame that shows what it did was painted, as the window's own Event Timing tells: in steps of
 * 8 ms, and 16 for whatever was quicker. `selector`: the field that is typed into.
 */
export async function inputToPaint(page: Page, { selector, keys }: { readonly selector: string; readonly keys: number }): Promise<readonly number[]> {
  await page.evaluate(() => {
    const took: number[] = []
    const observer = new PerformanceObserver((list) => {
      for (const { name, duration } of list.getEntries()) if (name === 'keydown') took.push(duration)
    })
    observer.observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit)
    Object.assign(globalThis, { benchKeys: { took, observer } })
  })
  await page.locator(selector).fill('')
  await page.locator(selector).pressSequentially('x'.repeat(keys), { delay: 30 })
  return page.evaluate(async (count) => {
    // Told in a frame after that of the last key.
    for (let frame = 0; frame < 3; frame += 1) await new Promise((resolve) => { requestAnimationFrame(resolve) })
    const { benchKeys: { took, observer } } = globalThis as unknown as { benchKeys: { took: number[]; observer: PerformanceObserver } }
    observer.disconnect()
    return [...took, ...Array.from({ length: Math.max(count - took.length, 0) }, () => 16)]
  }, keys)
}
