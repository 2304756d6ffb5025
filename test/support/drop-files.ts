import type { Locator, Page } from 'playwright-core'

/** Drops files of the disk on an element, the way a file manager does. */
export async function dropFiles(page: Page, target: Locator, files: readonly string[]): Promise<void> {
  await target.scrollIntoViewIfNeeded()
  const box = await target.boundingBox()
  if (box === null) throw new Error('nothing to drop on')
  const session = await page.context().newCDPSession(page)
  try {
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
      await session.send('Input.dispatchDragEvent', {
        type, x: box.x + 8, y: box.y + 8, data: { items: [], files: [...files], dragOperationsMask: 1 },
      })
    }
  } finally {
    await session.detach()
  }
}
