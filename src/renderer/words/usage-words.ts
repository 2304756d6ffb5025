import type { LiveUsage } from '../../shared/change.ts'
import { sizeWords } from '../../shared/size-words.ts'

/** What a job's processes take, in a few words. 100 % is one processor core kept busy. */
export function usageWords({ memory, cores }: LiveUsage): string {
  return `CPU ${Math.round(cores * 100)} % · ${sizeWords(memory)}`
}
