import { availableParallelism } from 'node:os'
import { AppError } from '../../shared/errors.ts'
import type { SettingsStore } from '../engine/ports.ts'

const variable = 'SIMMER_JOBS_AT_ONCE'

/**
 * How many jobs run at once (G1), asked at each start: `SIMMER_JOBS_AT_ONCE` for this launch, else the setting
 * `jobs.atOnce`, else one less than the computer's cores, at least 1. Throws BAD_ARGUMENT at once where the variable is no
 * whole number from 1 on; a setting that is none counts as not set.
 */
export function jobsAtOnce(env: NodeJS.ProcessEnv): (settings: Pick<SettingsStore, 'read'>) => number {
  const asked = fromEnvironment(env[variable])
  return (settings) => asked ?? fromSetting(settings.read('jobs.atOnce')) ?? Math.max(1, availableParallelism() - 1)
}

function fromEnvironment(text: string | undefined): number | null {
  if (text === undefined || text === '') return null
  const limit = /^\d+$/.test(text) ? Number(text) : 0
  if (limit >= 1 && Number.isSafeInteger(limit)) return limit
  throw new AppError('BAD_ARGUMENT', `${variable} is "${text}"; expected a whole number from 1 on`, {
    hint: `Set it to how many jobs may run at once, such as ${variable}=4, or leave it out.`,
  })
}

function fromSetting(value: unknown): number | null {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 1 ? value : null
}
