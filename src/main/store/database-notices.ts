import { basename } from 'node:path'
import type { Notice } from '../../shared/change.ts'
import type { DatabaseFate } from './database.ts'

/** What the user should know of how the two databases were found; losing the cache is worth a note, never a warning. */
export function databaseNotices(main: DatabaseFate, cache: DatabaseFate): readonly Notice[] {
  return [...mainNotice(main), ...cacheNotice(cache)]
}

function mainNotice(fate: DatabaseFate): readonly Notice[] {
  switch (fate.fate) {
    case 'opened': return []
    case 'setAside': return [fate.restored === null ? {
      id: 'database-set-aside', level: 'warning', title: 'Simmer\'s history was damaged and has been set aside',
      text: `The file could not be read (${fate.reason}). It is kept, unchanged, as ${basename(fate.keptAs)} in the data folder; a new one was begun. Your scripts are not affected.`,
    } : {
      id: 'database-restored', level: 'warning', title: `Simmer's history was damaged: it is as it was on ${whenOf(fate.restored.madeAt)}`,
      text: `The file could not be read (${fate.reason}), so the backup of that time has taken its place. Runs, pages and settings since then are lost; what was unfinished then is told as interrupted. The damaged file is kept, unchanged, as ${basename(fate.keptAs)} in the data folder. Your scripts are not affected.`,
    }]
    case 'beside': return [{
      id: 'database-newer', level: 'warning', title: 'The history is from a newer Simmer',
      text: `${basename(fate.newerFile)} has version ${fate.version}, which this Simmer does not know; it is left exactly as it is. Until you update, history is kept apart in ${basename(fate.usedFile)}.`,
    }]
  }
}

/** A time in words, in the system's time zone. */
export function whenOf(at: number): string {
  return new Date(at).toLocaleString('en', { dateStyle: 'medium', timeStyle: 'short' })
}

function cacheNotice(fate: DatabaseFate): readonly Notice[] {
  switch (fate.fate) {
    case 'opened':
    case 'beside': return []
    case 'setAside': return [{
      id: 'cache-set-aside', level: 'note', title: 'The cache was damaged and has been emptied',
      text: `Results are computed again when they are next asked for. The damaged file is kept as ${basename(fate.keptAs)}.`,
    }]
  }
}
