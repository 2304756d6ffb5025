import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fuses } from '../../../scripts/fuses.mjs'
import { launchApp } from '../../support/launch-app.ts'
import { packagedCopy } from '../../support/packaged-copy.ts'
import type { PackagedCopy } from '../../support/packaged-copy.ts'

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
  })
})
