import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach } from 'vitest'
import { root } from '../../scripts/lib/paths.mjs'
import type { LaunchedApp } from './launch-app.ts'
import { launchedApps } from './launched-apps.ts'

const results = join(root, 'test-results')

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await keepEvidence(task.name)
  await end('test')
})

afterAll(() => end('file'))

/** Every window as it looks now, and what the main process printed, in test-results. */
async function keepEvidence(title: string): Promise<void> {
  await mkdir(results, { recursive: true })
  const name = title.replace(/[^\w-]+/g, '-').slice(0, 80)
  for (const [index, { app }] of [...launchedApps].entries()) {
    await writeFile(join(results, `${name}-${String(index)}.log`), app.output())
    for (const [number, page] of app.app.windows().entries()) {
      const path = join(results, `${name}-${String(index)}-${String(number)}.png`)
      await page.screenshot({ path, timeout: 5000 }).catch(() => undefined)
    }
  }
}

async function end(lasts: 'test' | 'file'): Promise<void> {
  const over = [...launchedApps].filter((entry) => entry.lasts === lasts)
  for (const entry of over) launchedApps.delete(entry)
  const closings = await Promise.allSettled(over.map(({ app }) => app.close()))
  await Promise.all(over.map(({ app }) => removeData(app)))
  for (const closing of closings) if (closing.status === 'rejected') throw closing.reason
}

async function removeData({ dataDir, ownsDataDir }: LaunchedApp): Promise<void> {
  if (ownsDataDir) await rm(dataDir, { recursive: true, force: true, maxRetries: 5 })
}
