import type { Locator, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { scriptFolder } from '../support/script-folder.ts'
import { launchApp } from '../support/launch-app.ts'
import { button, openTask } from '../support/task-window.ts'

const square = `import { defineTask, integer, choice } from 'simmer'
export default defineTask({
  title: 'Square', params: { number: integer({ label: 'Number', default: 2 }), as: choice({ label: 'As', choices: ['number', 'table'], default: 'number' }) }, cacheBy: [],
  run({ number, as }) { return as === 'table' ? Array.from({ length: 20_000 }, (_, index) => ({ index, square: index * index, note: 'row ' + index })) : { square: number * number } },
})
`

async function run(page: Page, number: number): Promise<void> {
  await page.getByLabel('Number', { exact: true }).fill(String(number))
  await page.getByTestId('run').click()
  await expect.poll(() => page.getByTestId('result').innerText()).toContain(String(number * number))
}

const rows = (page: Page): Locator => page.getByTestId('cache-row')

describe('the Cache view', () => {
  it('H12: lists results by task, opens, pins, deletes with undo and clears them, and says what leaves next', async () => {
    const folder = await scriptFolder({ 'square.ts': square })
    const { page } = await launchApp({ tasks: folder })
    await page.getByTestId('open-cache').click()
    await page.getByText('The cache is empty.').waitFor()
    await openTask(page, 'square.ts')
    for (const number of [3, 4, 5]) await run(page, number)
    await expect.poll(() => page.getByTestId('verdict').innerText()).toMatch(/^Instant: same as/)
    await page.getByTestId('open-cache').click()
    await expect.poll(() => page.getByTestId('cache-notes').innerText()).toContain('3 results')
    // What leaves next comes first: the least recently used.
    await expect.poll(() => rows(page).count()).toBe(3)
    expect(await rows(page).first().innerText()).toContain('number 3')
    await page.getByTestId('cache-group').click()
    await expect.poll(() => rows(page).first().innerText()).toContain('number 5')

    await rows(page).first().click()
    await page.getByTestId('opened-entry').getByText('25').waitFor()
    await page.keyboard.press('Escape')
    await page.getByTestId('opened-entry').waitFor({ state: 'detached' })

    await rows(page).first().hover()
    await button(page, 'Delete').click()
    await expect.poll(() => rows(page).count()).toBe(2)
    await button(page, 'Undo').first().click()
    await expect.poll(() => rows(page).count()).toBe(3)

    await rows(page).first().hover()
    await button(page, 'Pin: keep it whatever the limit').click()
    await expect.poll(() => page.getByTestId('cache-notes').innerText()).toContain('pinned')
    await expect.poll(() => rows(page).getByLabel('Pinned').count()).toBe(1)
    await button(page, 'Clear Square').click()
    await page.getByTestId('confirm-clear').click()
    await expect.poll(() => rows(page).count()).toBe(1)
    expect(await rows(page).first().innerText()).toContain('number 5')

    await page.getByTestId('cache-limit').click()
    await page.getByRole('option', { name: '256 MiB' }).click()
    await expect.poll(() => page.getByTestId('cache-limit').innerText()).toContain('256 MiB')
  })
})
