import type { CacheVerdict, VerdictPart } from '../../shared/contract.ts'
import { clockTime } from './clock-time.ts'
import { duration } from './duration.ts'

/** What pressing Run would do, in one line (H11). `now` is in ms. */
export function verdictWords(verdict: CacheVerdict, now: number): string {
  switch (verdict.verdict) {
    case 'hit': return `Instant: same as ${clockTime(verdict.cached.computedAt, now)}, took ${duration(verdict.cached.tookMs)}`
    case 'miss': if (verdict.expired === true) return 'Will run: what was computed before is too old'
      return verdict.differs.length === 0 ? 'Will run: not computed before' : `Will run: ${verdict.differs.map(partWords).join(', ')}`
    case 'uncached': return 'Will run: results of this task are not cached'
    case 'unknown': return `Cannot tell if it is cached: ${verdict.error.message}`
  }
}

function partWords(part: VerdictPart): string {
  return part.before === part.now ? `${part.part} changed` : `${part.part} ${part.before} → ${part.now}`
}
