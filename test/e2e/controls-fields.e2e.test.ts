import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchScenarios, type ScenarioApp } from '../support/launch-scenarios.ts'
import { openTask } from '../support/task-window.ts'

let app: ScenarioApp
let page: Page
beforeAll(async () => {
  app = await launchScenarios(['I2-fields.ts'])
  page = app.page
  await openTask(page, 'I2-fields.ts')
})
afterAll(() => app.removeScripts())

/** What the callbacks of the page were given last. */
const seen = async (id: string): Promise<unknown> => JSON.parse(await page.locator(`#${id}-seen`).innerText() || 'null') as unknown
const alerts = (): Promise<string[]> => page.getByTestId('page').getByRole('alert').allInnerTexts()
const box = (name: string): Locator => page.getByRole('textbox', { name, exact: true })

describe('I2: input and textarea', () => {
  it('I2 an input tells each key, Enter and that it was left, and takes no more than it may hold', async () => {
    await page.getByText('Text', { exact: true }).click()
    await page.keyboard.type('abcdefghijk')
    await expect.poll(() => seen('text')).toEqual({ value: 'abcdefgh', nSubmit: null, nBlur: null })
    await page.keyboard.press('Enter')
    await expect.poll(() => seen('text')).toEqual({ value: 'abcdefgh', nSubmit: 1, nBlur: null })
    await page.keyboard.press('Tab')
    await expect.poll(() => seen('text')).toEqual({ value: 'abcdefgh', nSubmit: 1, nBlur: 1 })
  })

  it('I2 debounce holds the value back until Enter, until the field is left, or until the keys rest', async () => {
    await box('Late').fill('new')
    expect(await seen('late')).toEqual({ value: 'old', nSubmit: null })
    await box('Soon').fill('a')
    await expect.poll(() => seen('soon')).toEqual({ value: 'a' })
    await expect.poll(() => seen('late')).toEqual({ value: 'new', nSubmit: null })
    await box('Late').fill('newer')
    await box('Late').press('Enter')
    await expect.poll(() => seen('late')).toEqual({ value: 'newer', nSubmit: 1 })
  })

  it('I2 a number field takes decimals as they are typed, gives null when empty, and says what is out of bounds', async () => {
    const amount = page.getByRole('spinbutton', { name: 'Amount' })
    await amount.fill('')
    await expect.poll(() => seen('amount')).toEqual({ value: null })
    await amount.pressSequentially('1.05')
    expect(await amount.inputValue()).toBe('1.05')
    await expect.poll(() => seen('amount')).toEqual({ value: 1.05 })
    await amount.press('ArrowUp')
    await expect.poll(() => seen('amount')).toEqual({ value: 2.05 })
    await amount.fill('11')
    await amount.press('Tab')
    await page.getByRole('alert').filter({ hasText: 'This must be at most 10.' }).waitFor()
    expect(await amount.getAttribute('aria-invalid')).toBe('true')
    await amount.fill('9')
    await page.getByRole('alert').filter({ hasText: 'at most 10' }).waitFor({ state: 'detached' })
  })

  it('I2 a pattern, a needed value and an address are told beside the field once it is left', async () => {
    await box('Code').fill('ab')
    await box('Code').press('Tab')
    await page.getByRole('alert').filter({ hasText: 'Three capital letters.' }).waitFor()
    await box('Code').fill('')
    await page.getByRole('alert').filter({ hasText: 'This field needs a value.' }).waitFor()
    await box('Code').fill('ABC')
    await expect.poll(alerts).toEqual([])
    await box('Mail').fill('nobody')
    expect(await alerts()).toEqual([])
    await box('Mail').press('Enter')
    await page.getByRole('alert').filter({ hasText: 'not an e-mail address' }).waitFor()
  })

  it('I2 a field that is read-only can be reached and not changed, one that is disabled neither', async () => {
    await box('Fixed').focus()
    await page.keyboard.type('x')
    expect(await box('Fixed').inputValue()).toBe('as it is')
    await page.keyboard.press('Tab')
    await expect.poll(() => seen('fixed')).toEqual({ value: 'as it is', nBlur: 1 })
    expect(await box('Notes').evaluate((element) => element === document.activeElement)).toBe(true)
    expect(await box('Off').isDisabled()).toBe(true)
  })

  it('I2 a textarea takes lines by Enter, up to its length', async () => {
    await box('Notes').focus()
    await page.keyboard.type('one')
    await page.keyboard.press('Enter')
    await page.keyboard.type('two and more than fits in')
    await expect.poll(() => seen('notes')).toMatchObject({ value: 'one\ntwo and more tha' })
  })
})
