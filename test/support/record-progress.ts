import type { Page } from 'playwright-core'
import type { SimmerBridge } from '../../src/shared/contract.ts'

/** Listens to what main sends from now on; answers with every progress value that has reached the window since, in order. */
export async function recordProgress(page: Page): Promise<() => Promise<readonly unknown[]>> {
  const recorded = await page.evaluateHandle(() => {
    const seen: unknown[] = []
    const { simmer } = globalThis as unknown as { readonly simmer: SimmerBridge }
    simmer.onChanged(({ changes }) => {
      for (const change of changes) if (change.change === 'progress') seen.push(change.progress.value)
    })
    return seen
  })
  return () => recorded.jsonValue()
}
