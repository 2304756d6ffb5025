import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { foldersOfHosts } from '../folders-of-hosts.ts'
import type { Law } from '../scene.ts'

/** Nothing is left in the data folder that nobody names: working folders of hosts that are gone, files of values. */
export const left: Law = ({ books, dataDir, spares, strayLimit }) => {
  const live = new Set(books.liveOwners())
  const work = path.join(dataDir, 'work')
  const named = books.namedFiles()
  const strays = listed(path.join(dataDir, 'values')).flatMap((folder) => listed(path.join(dataDir, 'values', folder))).filter((name) => !named.has(name))
  return [
    ...listed(work).flatMap((owner) => (live.has(owner)
      ? (spares ? [] : foldersOfHosts(path.join(work, owner))).map((folder) => `a working folder is left: ${owner}/${folder}`)
      : [`the working folders of a dead engine are left: ${owner}`])),
    ...(strays.length > strayLimit ? [`${strays.length} files of values have no row, more than ${strayLimit}: ${strays.slice(0, 3).join(', ')}`] : []),
  ]
}

function listed(folder: string): readonly string[] { return existsSync(folder) ? readdirSync(folder) : [] }
