import type { Usage } from '../../shared/job.ts'

/** What this process took until now. A short job is over before anybody looks at it from outside. */
export function ownUsage(): Usage {
  const { user, system } = process.cpuUsage()
  return { peakMemory: process.memoryUsage.rss(), cpuTime: (user + system) / 1000 }
}
