import { cpSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../scripts/lib/paths.mjs'

/** A data folder as an earlier Simmer left it, in the repository; made by `npm run data-fixture`. */
export interface DataFixture { readonly name: string; readonly folder: string; readonly simmer: number; readonly cache: number }

const folder = join(root, 'test/fixtures/data-folders')

/** All that are kept, oldest first. */
export function dataFixtures(): readonly DataFixture[] {
  return readdirSync(folder).map((name) => {
    const [, simmer, cache] = /^simmer-(\d+)-cache-(\d+)$/u.exec(name) ?? []
    return { name, folder: join(folder, name), simmer: Number(simmer), cache: Number(cache) }
  }).sort((a, b) => a.simmer - b.simmer || a.cache - b.cache)
}

/** Lays a copy of one into a folder. */
export function layFixture(fixture: DataFixture, into: string): void {
  cpSync(fixture.folder, into, { recursive: true })
}
