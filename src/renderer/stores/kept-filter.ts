import { brandAs } from '../../shared/brand.ts'
import { isPlainObject } from '../../shared/grouping.ts'
import { outcomes } from '../../shared/outcome.ts'
import type { HistoryFilter } from './history.ts'

const place = 'simmer.history'

/** What History was filtered by before a reload; damaged parts are as if they were not there. */
export function keptFilter(): HistoryFilter {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(place) ?? '{}')
    if (!isPlainObject(kept)) return none()
    const { taskId, outcomes: chosen, words } = kept
    return {
      taskId: typeof taskId === 'string' ? brandAs(taskId) : null, words: typeof words === 'string' ? words : '',
      outcomes: Array.isArray(chosen) ? outcomes.filter((outcome) => chosen.includes(outcome)) : [],
    }
  } catch { return none() }
}

export function keepFilter(filter: HistoryFilter): void { sessionStorage.setItem(place, JSON.stringify(filter)) }

function none(): HistoryFilter { return { taskId: null, outcomes: [], words: '' } }
