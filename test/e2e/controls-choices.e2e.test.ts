import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchScenarios, type ScenarioApp } from '../support/launch-scenarios.ts'
import { button, openTask } from '../support/task-window.ts'

let app: ScenarioApp
let page: Page
beforeAll(async () => {
  app = await launchScenarios(['I2-choices.ts'])
  page = app.page
  await openTask(page, 'I2-choices.ts')
})
afterAll(() => app.removeScripts())

/** What the callback of a control was given last. */
const seen = async (id: string): Promise<unknown> => JSON.parse(await page.locator(`#${id}-seen`).innerText() || 'null') as unknown
const dropdown = (name: string): Locator => page.getByLabel(name, { exact: true })
const option = (name: string): Locator => page.getByRole('option', { name, exact: true })
const list = (): Locator => page.getByRole('listbox')

describe('I2: dropdown', () => {
  it('I2 one option is chosen with the mouse, cleared by the cross, and a disabled one cannot be', async () => {
    await dropdown('City').click()
    await option('Graz').click()
    await expect.poll(() => seen('city')).toBe('Graz')
    await list().waitFor({ state: 'detached' })
    await dropdown('City').click()
    expect(await option('Oslo (closed)').getAttribute('data-disabled')).not.toBeNull()
    await page.keyboard.press('Escape')
    await list().waitFor({ state: 'detached' })
    await dropdown('City').locator('[data-slot=trailingClear]').click()
    await expect.poll(() => seen('city')).toBe(null)
  })

  it('I2 one option is chosen with the keys, and cleared by Delete', async () => {
    await dropdown('City').focus()
    await page.keyboard.press('ArrowDown')
    await list().waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect.poll(() => seen('city')).toBe('Graz')
    await list().waitFor({ state: 'detached' })
    expect(await dropdown('City').evaluate((element) => element === document.activeElement)).toBe(true)
    await page.keyboard.press('Delete')
    await expect.poll(() => seen('city')).toBe(null)
  })

  it('I2 several options are chosen and taken back, and the values of an object of options are its keys', async () => {
    expect(await seen('cities')).toEqual(['gz'])
    await dropdown('Cities').click()
    await option('Bern').click()
    await expect.poll(() => seen('cities')).toEqual(['gz', 'be'])
    await option('Graz').click()
    await expect.poll(() => seen('cities')).toEqual(['be'])
    await page.keyboard.press('Escape')
    await list().waitFor({ state: 'detached' })
    expect(await dropdown('Cities').innerText()).toBe('Bern')
  })

  it('I2 ten thousand options are searched and scrolled, with only those in sight drawn', async () => {
    await dropdown('Many').click()
    await option('Station 0').waitFor()
    expect(await page.getByRole('option').count()).toBeLessThan(100)
    await page.keyboard.type('9876')
    await option('Station 9876').waitFor()
    await expect.poll(() => page.getByRole('option').count()).toBe(1)
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect.poll(() => seen('many')).toBe(9876)
    await dropdown('Many').click()
    await option('Station 9876').waitFor()
    await page.keyboard.press('Escape')
  })

  it('I2 a disabled dropdown does not open', async () => {
    expect(await dropdown('Fixed city').isDisabled()).toBe(true)
    expect(await dropdown('Fixed city').innerText()).toBe('Graz')
  })
})

describe('I2: checklist and radio items', () => {
  it('I2 boxes are ticked by click and by Space; values keep the order of the options', async () => {
    await page.getByRole('checkbox', { name: 'cells' }).click()
    await expect.poll(() => seen('parts')).toEqual(['columns', 3])
    await page.getByText('rows', { exact: true }).click()
    await expect.poll(() => seen('parts')).toEqual(['rows', 'columns', 3])
    await page.getByRole('checkbox', { name: 'columns' }).focus()
    await page.keyboard.press('Space')
    await expect.poll(() => seen('parts')).toEqual(['rows', 3])
    expect(await page.getByRole('group', { name: 'Parts' }).getByRole('checkbox').count()).toBe(3)
  })

  it('I2 one of a few is picked by click and by arrow keys, numbers stay numbers, and what is disabled is passed over', async () => {
    const group = page.getByRole('radiogroup', { name: 'Kind' })
    await group.getByRole('radio', { name: 'Put' }).click()
    await expect.poll(() => seen('kind')).toBe(2)
    // Held as long as a finger does: the group looks whether the key is down still.
    await page.keyboard.press('ArrowLeft', { delay: 60 })
    await expect.poll(() => seen('kind')).toBe(1)
    expect(await group.getByRole('radio', { name: 'Both' }).isDisabled()).toBe(true)
  })
})

describe('I2: sliders', () => {
  it('I2 keys move a slider by its step, by ten, and to its ends', async () => {
    await page.getByRole('slider', { name: 'Size' }).focus()
    await page.keyboard.press('ArrowRight')
    await expect.poll(() => seen('size')).toBe(3.5)
    await page.keyboard.press('PageUp')
    await expect.poll(() => seen('size')).toBe(8.5)
    await page.keyboard.press('End')
    await expect.poll(() => seen('size')).toBe(10)
    await page.keyboard.press('Home')
    await expect.poll(() => seen('size')).toBe(0)
    await page.getByText('half', { exact: true }).waitFor()
  })

  it('I2 the mouse sets a slider as it lets go, or all the way where the script says so', async () => {
    const drag = async (id: string): Promise<void> => {
      const track = page.locator(`#${id} [data-slider-impl]`)
      await track.scrollIntoViewIfNeeded()
      const box = (await track.boundingBox())!
      await page.mouse.move(box.x + 4, box.y + box.height / 2)
      await page.mouse.down()
      await page.mouse.move(box.x + box.width + 40, box.y + box.height / 2, { steps: 80 })
    }
    await drag('size')
    await expect.poll(() => page.locator('#size output').innerText()).toBe('10')
    expect(await seen('size')).toBe(0)
    await page.mouse.up()
    await expect.poll(() => seen('size')).toBe(10)
    await drag('live')
    await expect.poll(() => seen('live')).toBe(100)
    await page.mouse.up()
  })

  it('I2 a range has two thumbs that keys move, and that keep their order', async () => {
    const thumbs = page.getByRole('group', { name: 'Years' }).getByRole('slider')
    expect(await thumbs.count()).toBe(2)
    await thumbs.first().focus()
    await page.keyboard.press('ArrowLeft')
    await expect.poll(() => seen('years')).toEqual([1999, 2010])
    await thumbs.last().focus()
    await page.keyboard.press('End')
    await expect.poll(() => seen('years')).toEqual([1999, 2020])
  })
})

describe('I2: days', () => {
  const part = (id: string, name: string): Locator => page.getByRole('group', { name: id, exact: true }).locator(`[data-segment=${name}]`)

  it('I2 a day is typed part by part, and gives ISO text', async () => {
    await part('Day', 'month').first().focus()
    await page.keyboard.type('02')
    await part('Day', 'day').first().focus()
    await page.keyboard.type('14')
    await expect.poll(() => seen('day')).toBe('2026-02-14')
    await part('Day', 'day').first().focus()
    await page.keyboard.press('ArrowUp')
    await expect.poll(() => seen('day')).toBe('2026-02-15')
  })

  it('I2 a day out of bounds is told beside the field, and never given', async () => {
    await part('Day', 'month').first().focus()
    await page.keyboard.type('12')
    await page.getByRole('slider', { name: 'Size' }).focus()
    await page.getByRole('alert').filter({ hasText: 'Choose from 2026-01-10 to 2026-03-20.' }).waitFor()
    expect(await seen('day')).toBe('2026-02-15')
  })

  it('I2 a day is picked in the calendar with the mouse and with keys, within bounds', async () => {
    await button(page, 'Clear Day').click()
    await expect.poll(() => seen('day')).toBe(null)
    await part('Day', 'month').first().focus()
    await page.keyboard.press('Alt+ArrowDown')
    const calendar = page.getByRole('application')
    await calendar.waitFor()
    await page.keyboard.press('Escape')
    await calendar.waitFor({ state: 'detached' })
    for (const [name, digits] of [['month', '03'], ['day', '18'], ['year', '2026']] as const) {
      await part('Day', name).first().focus()
      await page.keyboard.type(digits)
    }
    await expect.poll(() => seen('day')).toBe('2026-03-18')
    await button(page, 'Calendar for Day').click()
    await calendar.getByRole('button', { name: /March 19/ }).click()
    await expect.poll(() => seen('day')).toBe('2026-03-19')
    await calendar.waitFor({ state: 'detached' })
    await button(page, 'Calendar for Day').press('Enter')
    await calendar.getByRole('button', { name: /March 19/ }).focus()
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('Enter')
    await expect.poll(() => seen('day')).toBe('2026-03-18')
    await button(page, 'Calendar for Day').click()
    expect(await calendar.getByRole('button', { name: /March 21/ }).getAttribute('aria-disabled')).toBe('true')
    await page.keyboard.press('Escape')
  })

  it('I2 a range of days is picked by its two ends', async () => {
    await button(page, 'Calendar for Days').click()
    const calendar = page.getByRole('application')
    await calendar.getByRole('button', { name: /February 10/ }).first().click()
    await calendar.getByRole('button', { name: /March 3\D/ }).first().click()
    await expect.poll(() => seen('days')).toEqual(['2026-02-10', '2026-03-03'])
    await button(page, 'Clear Days').click()
    await expect.poll(() => seen('days')).toBe(null)
  })
})
