import { canceledEndings } from './canceled-endings.ts'
import { goodEndings } from './good-endings.ts'
import { limitEndings } from './limit-endings.ts'
import { processEndings } from './process-endings.ts'
import { resultEndings } from './result-endings.ts'
import { scriptEndings } from './script-endings.ts'
import { startEndings } from './start-endings.ts'

/**
 * The whole table of docs/endings.md, by group. Code that runs in hosts imports a group alone: all of it would cost each
 * host a part of its start.
 */
export const endings = {
  'It ends well': goodEndings,
  'The script fails': scriptEndings,
  'What it gives cannot be taken': resultEndings,
  'Its process dies': processEndings,
  'A limit ends it': limitEndings,
  'It is canceled': canceledEndings,
  'It never begins': startEndings,
} as const
