import type { Page } from 'playwright-core'

/**
 * ms from the moment that a script returned, which its result tells in `#out`, until that stands in the document: by then
 * the reducer has the result and Vue has drawn it.
 */
export function returnToPage(page: Page): Promise<number> {
  return page.evaluate(() => new Promise<number>((resolve) => {
    const [go, out] = [document.querySelector('#go'), document.querySelector('#out')]
    if (go === null || out === null) throw new Error('The bench\'s task is not shown')
    new MutationObserver((_changes, observer) => {
      observer.disconnect()
      resolve(performance.timeOrigin + performance.now() - Number(out.textContent))
    }).observe(out, { childList: true, characterData: true, subtree: true })
    go.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }))
  }))
}
