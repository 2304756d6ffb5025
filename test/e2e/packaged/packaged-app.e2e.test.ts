import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fuses } from '../../../scripts/fuses.mjs'
import { launchApp } from '../../support/launch-app.ts'
import { packagedCopy } from '../../support/packaged-copy.ts'
import type { PackagedCopy } from '../../support/packaged-copy.ts'
import { button, openTask } from '../../support/task-window.ts'

let packaged: PackagedCopy

beforeAll(async () => {
  packaged = await packagedCopy()
}, 300_000)

afterAll(() => packaged[Symbol.asyncDispose]())

describe('the packaged app', () => {
  it('R26 has the fuses that the project\'s list names', async () => {
    const wire = await getCurrentFuseWire(packaged.shipped)
    const found = Object.fromEntries(
      Object.keys(fuses).map((name) => {
        const option = FuseV1Options[`${name.charAt(0).toUpperCase()}${name.slice(1)}` as keyof typeof FuseV1Options]
        return [name, wire[option] === FuseState.ENABLE]
      }),
    )
    expect(found).toEqual(fuses)
  })

  it('opens a window from its archive', async () => {
    const { app, page } = await launchApp({ executable: packaged.executable })
    expect(await app.evaluate(({ app: electron }) => [electron.isPackaged, electron.getAppPath().endsWith('app.asar')])).toEqual([true, true])
    expect(page.url()).toMatch(/^app:/)
    const documents = await app.evaluate(({ app: electron }) => electron.getPath('documents'))
    await page.getByRole('button', { name: 'Count primes' }).waitFor()
    // 2.8: made at the first start, with the examples and what an editor needs.
    for (const made of ['count-primes.ts', 'examples/1-simple.ts', 'data/bird-strikes.csv', 'tsconfig.json', '.simmer/types/simmer/index.d.ts', '.simmer/types/node/index.d.ts']) {
      await expect.poll(() => existsSync(join(documents, 'Simmer', made)), { message: made }).toBe(true)
    }
  })

  it('3.1 opens a task, runs it with progress, cancels it, runs it to its end and has the same again from the cache', async () => {
    const { page } = await launchApp({ executable: packaged.executable })
    const status = (): Promise<string> => page.getByTestId('run-status-text').innerText()
    const limit = page.getByRole('form', { name: 'Parameters' }).getByLabel('Up to')

    await openTask(page, 'count-primes.ts')
    await limit.fill('10000000000')
    await button(page, 'Run').click()
    await expect.poll(status).toMatch(/^\d+ % · Sieved up to [\d,]+$/)
    await button(page, 'Cancel').first().click()
    await expect.poll(status).toBe('Canceled. 1 process ended, 0 left.')

    await limit.fill('1000000')
    await button(page, 'Run').click()
    await expect.poll(status).toMatch(/^Finished in [\d.]+ s\.$/)
    expect(await page.getByRole('region', { name: 'Result' }).innerText()).toContain('78,498')
    await button(page, 'Run').click()
    await expect.poll(status).toMatch(/^From cache, /)
  })
})
