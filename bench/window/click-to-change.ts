import type { Page } from 'playwright-core'

/** What is clicked, and what then shows another text; by CSS selector. */
export interface Watched { readonly click: string; readonly change: string }

/**
 * ms, by the page's own clock, from a click on one component until another shows another text: by then the reducer has the
 * result and Vue has drawn it, which the observer is told of in the same turn.
 */
export function clickToChange(page: Page, watched: Watched = { click: '#go', change: '#out' }): Promise<number> {
  return page.evaluate(({ click, change }) => new Promise<number>((resolve) => {
    const [go, out] = [document.querySelector(click), document.querySelector(change)]
    if (go === null || out === null) throw new Error('The bench\'s task is not shown')
    let began = 0
    new MutationObserver((_changes, observer) => {
      observer.disconnect()
      resolve(performance.now() - began)
    }).observe(out, { childList: true, characterData: true, subtree: true })
    began = performance.now()
    go.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }))
  }), { click: watched.click, change: watched.change })
}
