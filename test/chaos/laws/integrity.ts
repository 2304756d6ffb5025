import { readdirSync } from 'node:fs'
import type { Law } from '../scene.ts'

/** SQLite finds nothing wrong with either database, and none was set aside. */
export const integrity: Law = ({ books, dataDir }) => [
  ...books.problems(),
  ...readdirSync(dataDir).filter((name) => /^(?:simmer|cache)\b.*(?:broken|newer|aside)/.test(name)).map((name) => `a database was set aside: ${name}`),
]
