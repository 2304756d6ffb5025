import type { Page } from 'playwright-core'

/** Watches a component from now on; answers with every text that it has shown since, in order. */
export async function recordTexts(page: Page, id: string): Promise<() => Promise<readonly string[]>> {
  const recorded = await page.locator(`#${id}`).evaluateHandle((element) => {
    const seen: string[] = []
    const look = (): void => {
      const text = element.textContent
      if (seen.at(-1) !== text) seen.push(text)
    }
    new MutationObserver(look).observe(element, { childList: true, characterData: true, subtree: true })
    return seen
  })
  return () => recorded.jsonValue()
}
