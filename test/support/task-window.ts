import type { Locator, Page } from 'playwright-core'

/** The list of tasks, left in a window. */
export function taskList(page: Page): Locator {
  return page.getByRole('navigation', { name: 'Tasks', exact: true })
}

/** Opens a task by the path of its script in its folder, the way a mouse does, and waits for its page. */
export async function openTask(page: Page, path: string): Promise<void> {
  await taskList(page).getByTitle(path).click()
  await page.getByTestId('page').waitFor()
}

/** A section of Activity, right in a window. */
export function activity(page: Page, section: 'Now' | 'Next' | 'Done'): Locator {
  return page.getByRole('complementary', { name: 'Activity' }).getByRole('region', { name: section, exact: true })
}

/** What Activity says of the runs that ended, newest first. */
export async function endedRuns(page: Page): Promise<string[]> {
  return activity(page, 'Done').getByRole('listitem').allInnerTexts()
}

/** How many runs Activity says have ended. */
export async function endedCount(page: Page): Promise<number> {
  return Number(/\d+/.exec(await activity(page, 'Done').getByRole('heading').innerText())?.[0])
}

/** A button by its whole name. */
export function button(page: Page, name: string): Locator {
  return page.getByRole('button', { name, exact: true })
}

/** The text of a component, by its id. */
export async function textOf(page: Page, id: string): Promise<string> {
  return page.locator(`#${id}`).innerText()
}

/** Types into a field over what it holds, key by key. */
export async function type(page: Page, { label, text }: { readonly label: string; readonly text: string }): Promise<void> {
  const field = page.getByLabel(label, { exact: true })
  await field.fill('')
  await field.pressSequentially(text)
}
