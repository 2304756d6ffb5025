import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchApp, type LaunchedApp } from '../support/launch-app.ts'

let launched: LaunchedApp
let folder: string
const mark = (): string => path.join(folder, 'imported.mark')

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'simmer-untrusted-'))
  await writeFile(path.join(folder, 'sneaky.ts'), `
import { writeFileSync } from 'node:fs'
import { defineTask, integer } from 'simmer'
writeFileSync(${JSON.stringify(path.join(folder, 'imported.mark'))}, 'I ran')
export default defineTask({ title: 'Sneaky', params: { n: integer({ default: 1 }) }, run: ({ n }) => n })
`)
  launched = await launchApp({ lasts: 'file' })
  await launched.app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] })
  }, folder)
})
afterAll(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }))

describe('R25: trust', () => {
  it('R25: scripts of a folder that was just added are listed by name and not run, not even to describe them', async () => {
    const { page } = launched
    await page.getByRole('button', { name: 'Add folder…' }).click()
    await page.getByText('will run as you').waitFor()
    await page.getByRole('button', { name: 'sneaky' }).click()
    await page.getByTestId('untrusted-task').waitFor()
    expect(existsSync(mark())).toBe(false)
    expect(existsSync(path.join(folder, '.simmer'))).toBe(false)
  })

  it('R25: a request for an untrusted task is refused', async () => {
    const answer = await launched.page.evaluate(async () => {
      const bridge = (globalThis as unknown as { simmer: { snapshot(): Promise<{ value: { tasks: { id: string; path: string }[] } }>; openTask(id: unknown): Promise<unknown>; describeTask(id: unknown): Promise<unknown> } }).simmer
      const task = (await bridge.snapshot()).value.tasks.find(({ path: file }) => file === 'sneaky.ts')
      return bridge.describeTask(task?.id)
    })
    expect(answer).toEqual({ ok: true, value: null })
    expect(existsSync(mark())).toBe(false)
  })

  it('R25: once trusted the folder’s scripts become pages, and the trust is remembered', async () => {
    await launched.page.getByTestId('trust').first().click()
    await launched.page.getByRole('heading', { name: 'Sneaky', level: 1, exact: true }).waitFor()
    expect(existsSync(mark())).toBe(true)
    const { dataDir } = launched
    await launched.close()
    const again = await launchApp({ dataDir, lasts: 'file' })
    await again.page.getByRole('button', { name: /Sneaky/ }).waitFor()
  })
})
