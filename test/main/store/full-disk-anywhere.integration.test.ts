import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { dataFixtures } from '../../support/data-fixtures.ts'
import { fullSize } from '../../support/full-size.ts'
import { canTrace, spread, traced, type Traced, type TracedCall, whyNotTraced } from '../../support/traced.ts'
import { databaseRows, quickCheck } from './support/database-rows.ts'
import { openTestStore } from './support/open-test-store.ts'
import { decodedValue, jobNamed, keyNamed, otherOwnerId, pageNamed, taskId } from './support/records.ts'
import { temporaryFolder } from './support/temporary-folder.ts'

const writing = fileURLToPath(new URL('fixtures/all-writes-child.ts', import.meta.url))
const files = ['simmer.db', 'cache.db'].flatMap((name) => ['', '-wal', '-shm'].map((suffix) => name + suffix))

function run(program: string, folder: string, full?: TracedCall): Traced {
  const paths = [folder, ...[...files, 'logs', 'values', 'logs/logged.log'].map((name) => join(folder, name))]
  return traced({ args: [program, folder], paths, log: join(temporaryFolder(), 'trace'), ...(full === undefined ? {} : { inject: { at: full, what: 'full' as const } }) })
}

const grows = ({ name }: TracedCall): boolean => !/sync|unlink|rename/u.test(name)

/** Starts from an older version's folder, so that its backup and migration are among the writes. */
describe('a disk that is full from one write on', () => {
  it('is said in words by whatever could not be written, loses nothing else, and is over when there is room', { timeout: fullSize(240_000, 1_800_000) }, ({ skip }) => {
    if (!canTrace) { skip(whyNotTraced); return }
    const [fixture] = dataFixtures()
    const lay = (): string => {
      const folder = join(temporaryFolder(), 'data')
      cpSync(fixture?.folder ?? '', folder, { recursive: true })
      return folder
    }
    const whole = lay()
    const before = databaseRows(join(whole, 'simmer.db'))
    const calls = run(writing, whole).calls.filter(grows)
    expect(calls.length).toBeGreaterThan(40)
    const kinds = new Set<string>()
    for (const at of spread(calls, fullSize(3, 200))) {
      const folder = lay()
      const { code, stdout, stderr } = run(writing, folder, at)
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
      const refused = JSON.parse(stdout) as Readonly<Record<string, string>>
      for (const kind of Object.keys(refused)) kinds.add(kind)
      expect([...new Set(Object.values(refused))]).toEqual(Object.keys(refused).length === 0 ? [] : ['DISK_FULL'])

      const store = openTestStore(folder)
      expect(store.notices).toEqual([])
      const written = (what: string): boolean => refused['open'] === undefined && refused[what] === undefined
      if (written('result') && written('job')) expect(store.jobs.find(jobNamed('job'))?.job.state.status).toBe('succeeded')
      if (written('setting')) expect(store.settings.read('name')).toBe('v'.repeat(5_000))
      if (written('page')) expect(store.jobs.takePage(taskId, otherOwnerId, [pageNamed('page-1'), pageNamed('page-2')])).toBeDefined()
      const cached = store.cache.peek(keyNamed('entry'), 1)
      if (written('cache') && cached !== undefined) expect(decodedValue(cached)).toBe('c'.repeat(30_000))
      store.close()
      // What was there before is there still, and everything can be written again.
      const kept = databaseRows(join(folder, 'simmer.db'), before)
      for (const table of ['jobs', 'runs', 'inline_values'] as const) expect(kept[table]?.rows).toEqual(expect.arrayContaining([...(before[table]?.rows ?? [])]))
      expect(quickCheck(join(folder, 'simmer.db'))).toBe('ok')
      expect(run(writing, folder).stdout).toBe('{}')
    }
    expect(kinds).toContain('open')
    expect(kinds).toContain('result')
  })
})
