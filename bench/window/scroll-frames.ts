import type { Page } from 'playwright-core'

/** What frames took while something was scrolled, ms. */
export interface ScrollFrames { readonly median: number; readonly longest: number }

/**
 * Scrolls an element on by some rows at every frame, three hundred of them, and times the frames by the page's own clock.
 * `empty`: not the table, but a scroller of the same size and height with nothing in it, made for this and removed.
 */
export function scrollFrames(page: Page, empty: boolean): Promise<ScrollFrames> {
  return page.evaluate(async (isEmpty) => {
    const table = document.querySelector<HTMLElement>('[data-testid=table-view]')
    if (table === null) throw new Error('The bench\'s table is not shown')
    const scroller = isEmpty ? document.createElement('div') : table
    if (isEmpty) {
      scroller.style.cssText = `overflow: auto; height: ${table.clientHeight}px`
      const inside = document.createElement('div')
      inside.style.height = `${table.scrollHeight}px`
      scroller.append(inside)
      table.replaceWith(scroller)
    }
    const nextFrame = (): Promise<number> => new Promise((resolve) => { requestAnimationFrame(resolve) })
    const frames: number[] = []
    scroller.scrollTop = 0
    await nextFrame()
    let last = await nextFrame()
    for (let frame = 0; frame < 300; frame += 1) {
      scroller.scrollTop += 97
      const now = await nextFrame()
      frames.push(now - last)
      last = now
    }
    if (isEmpty) scroller.replaceWith(table)
    frames.sort((one, other) => one - other)
    return { median: frames[150] ?? Number.NaN, longest: frames.at(-1) ?? Number.NaN }
  }, empty)
}
