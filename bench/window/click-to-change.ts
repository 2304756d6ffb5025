import type { Page } from 'playwright-core'

/**
 * ms, by the page's own clock, from a click on `#go` until `#out` shows another text: by then the reducer has the
 * result and Vue has drawn it, which the observer is told of in the same turn.
 */
export function clickToChange(page: Page): Promise<number> {
  return page.evaluate(() => new Promise<number>((resolve) => {
    const [go, out] = [document.querySelector('#go'), document.querySelector('#out')]
    if (go === null || out === null) throw new Error('The bench\'s task is not shown')
    let began = 0
    new MutationObserver((_changes, observer) => {
      observer.disconnect()
      resolve(performance.now() - began)
    }).observe(out, { childList: true, characterData: true, subtree: true })
    began = performance.now()
    go.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }))
  }))
}
