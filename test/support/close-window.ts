import type { Page } from 'playwright-core'
import type { LaunchedApp } from './launch-app.ts'

/** Closes a window as a user does: it has its say before it goes, where Playwright's own `close` gives it none. */
export async function closeWindow({ app }: Pick<LaunchedApp, 'app'>, page: Page): Promise<void> {
  const gone = page.waitForEvent('close')
  await (await app.browserWindow(page)).evaluate((window: { close(): void }) => { window.close() })
  await gone
}
