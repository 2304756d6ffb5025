import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { launchApp } from '../support/launch-app.ts'
import { button, openTask } from '../support/task-window.ts'

let dataDir: string
beforeEach(async () => { dataDir = await mkdtemp(path.join(tmpdir(), 'simmer-bad-data-')) })
afterEach(() => rm(dataDir, { recursive: true, force: true, maxRetries: 5 }))

/** The app on this data folder says something of the database, and computes all the same. */
async function startsAndSays(words: RegExp): Promise<void> {
  const { page } = await launchApp({ dataDir })
  await page.getByTestId('notices').getByText(words).first().waitFor()
  await openTask(page, 'count-primes.ts')
  await button(page, 'Run').click()
  await page.getByText('78,498').waitFor()
}

describe('A database that cannot be used', () => {
  it('R13: garbage is set aside byte for byte, the window says so, and everything works', async () => {
    const garbage = Buffer.from('this was never a database '.repeat(5_000))
    await writeFile(path.join(dataDir, 'simmer.db'), garbage)
    await startsAndSays(/set aside|could not be read|damaged/i)
    const kept = (await readdir(dataDir)).find((name) => name.startsWith('simmer.db.broken-'))
    expect(kept).toBeDefined()
    expect(await readFile(path.join(dataDir, kept ?? ''))).toEqual(garbage)
  })

  it('R14: one of a newer version is not changed by a byte, the window says so, and everything works', async () => {
    const file = path.join(dataDir, 'simmer.db')
    const newer = new Database(file)
    newer.exec('CREATE TABLE future (x); INSERT INTO future VALUES (1)')
    // 'Simm', as every database of Simmer says.
    newer.pragma('application_id = 1399418221')
    newer.pragma('user_version = 9999')
    newer.close()
    const before = await readFile(file)
    await startsAndSays(/newer/i)
    expect(await readFile(file)).toEqual(before)
  })
})
