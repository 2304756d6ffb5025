import { cp, mkdtemp, realpath } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { root } from '../../scripts/lib/paths.mjs'
import { launchApp, type LaunchedApp } from './launch-app.ts'

/** The real app, for a whole test file, on copies of the forms in `test/fixtures/forms`; again on the same data with `dataDir`. */
export async function launchForms(again: { readonly dataDir: string; readonly folder: string } | null = null): Promise<LaunchedApp & { readonly folder: string }> {
  const folder = again?.folder ?? await realpath(await mkdtemp(join(tmpdir(), 'simmer-forms-')))
  if (again === null) await cp(join(root, 'test/fixtures/forms'), folder, { recursive: true })
  const launched = await launchApp({ tasks: folder, lasts: 'file', ...(again === null ? {} : { dataDir: again.dataDir }) })
  return Object.assign(launched, { folder })
}

/** The field of a param, with its label and what is said of it. */
export function field(page: Page, name: string): Locator { return page.getByTestId(`param-${name}`) }

/** The text that a form's run gave. */
export async function resultText(page: Page): Promise<string> { return page.getByTestId('result').innerText() }

/** Drops files on an element the way a file manager does. */
export async function dropFiles(page: Page, target: Locator, files: readonly string[]): Promise<void> {
  await target.scrollIntoViewIfNeeded()
  const box = await target.boundingBox()
  if (box === null) throw new Error('nothing to drop on')
  const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  const browser = await page.context().newCDPSession(page)
  const data = { items: [], files: [...files], dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) await browser.send('Input.dispatchDragEvent', { type, ...at, data })
  await browser.detach()
}
