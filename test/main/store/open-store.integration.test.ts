import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { brandAs, type CodeHash } from '../../../src/shared/brand.ts'
import type { TaskDescriptor } from '../../../src/shared/task.ts'
import { openStore } from '../../../src/main/store/open-store.ts'
import { openTestStore } from './support/open-test-store.ts'
import { jobNamed, makeRecord } from './support/records.ts'
import { temporaryFolder } from './support/temporary-folder.ts'

const codeHash = brandAs<CodeHash>('c0de')
const descriptor: TaskDescriptor = {
  title: 'Count primes', description: null, params: null, hasValidate: false, resultLayout: null, layout: { component: 'div', props: { children: ['text'], made: new Date(3), nothing: undefined } },
  callbacks: [], suppressCallbackExceptions: false, resources: { gpu: 1 },
}

describe('openStore', () => {
  it('makes a folder that its user alone can read', () => {
    const folder = join(temporaryFolder(), 'deep', 'down')
    expect(openTestStore(folder).notices).toEqual([])
    expect(process.platform === 'win32' || (statSync(folder).mode & 0o077) === 0).toBe(true)
  })

  it('R13: a garbage database is set aside, said, and work goes on', () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'simmer.db'), 'garbage')
    const store = openTestStore(folder)
    expect(store.notices).toEqual([expect.objectContaining({ id: 'database-set-aside', level: 'warning' })])
    store.jobs.addJobs([makeRecord('a')])
    expect(store.jobs.find(jobNamed('a'))).toBeDefined()
  })

  it('R14: a newer Simmer\'s database is left as it is, said, and work goes on beside it', () => {
    const folder = temporaryFolder()
    openTestStore(folder).close()
    for (const name of ['simmer.db', 'cache.db']) {
      const newer = new SqliteDatabase(join(folder, name))
      newer.pragma('user_version = 9')
      newer.close()
    }
    const before = readFileSync(join(folder, 'simmer.db'))
    const store = openTestStore(folder)
    store.jobs.addJobs([makeRecord('a')])
    store.close()
    expect(store.notices).toEqual([expect.objectContaining({ id: 'database-newer', level: 'warning', text: expect.stringMatching(/simmer\.v\d+\.db/) as unknown })])
    expect(readFileSync(join(folder, 'simmer.db'))).toEqual(before)
    expect(openTestStore(folder).jobs.find(jobNamed('a'))).toBeDefined()
  })

  it('says in words that the data folder is a file', () => {
    const file = join(temporaryFolder(), 'file')
    writeFileSync(file, '')
    expect(() => openStore(file)).toThrow(expect.objectContaining({ code: 'DATABASE' }))
  })
})

describe('settings', () => {
  it('keeps JSON by name, and tells absent from null', () => {
    const folder = temporaryFolder()
    const first = openTestStore(folder)
    first.settings.write('folders', [{ path: '/x', trusted: true }])
    first.settings.write('nothing', null)
    first.settings.write('gone', 1)
    first.settings.write('gone', undefined)
    first.close()
    const { settings } = openTestStore(folder)
    expect(['folders', 'nothing', 'gone', 'never'].map((name) => settings.read(name))).toEqual([[{ path: '/x', trusted: true }], null, undefined, undefined])
  })
})

describe('descriptors', () => {
  it('P11: come back as they were put, after a restart', () => {
    const folder = temporaryFolder()
    const first = openTestStore(folder)
    first.descriptors.put(codeHash, descriptor)
    first.close()
    const { descriptors } = openTestStore(folder)
    expect(descriptors.get(codeHash)).toEqual(descriptor)
    expect(descriptors.get(brandAs<CodeHash>('other'))).toBeUndefined()
  })

  it('R12: a damaged one is undefined, one of another shape too', () => {
    const folder = temporaryFolder()
    const { descriptors } = openTestStore(folder)
    descriptors.put(codeHash, { ...descriptor, callbacks: 'none' } as unknown as TaskDescriptor)
    expect(descriptors.get(codeHash)).toBeUndefined()
    descriptors.put(codeHash, descriptor)
    const raw = new SqliteDatabase(join(folder, 'cache.db'))
    raw.exec('UPDATE descriptors SET bytes = x\'ff0f\'')
    raw.close()
    expect(descriptors.get(codeHash)).toBeUndefined()
  })

  it('keeps the newest two thousand', () => {
    const folder = temporaryFolder()
    const { descriptors } = openTestStore(folder)
    for (let count = 0; count < 2003; count++) descriptors.put(brandAs<CodeHash>(`code-${count}`), descriptor)
    expect([0, 2, 3, 2002].map((count) => descriptors.get(brandAs<CodeHash>(`code-${count}`)) !== undefined)).toEqual([false, false, true, true])
  })
})
