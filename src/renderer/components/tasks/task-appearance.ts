import type { TaskSummary } from '../../../shared/task.ts'
import { type Appearance, jobAppearance } from '../../words/job-appearance.ts'
import type { TaskActivity } from './use-task-activity.ts'

const states: Readonly<Record<Exclude<TaskSummary['state'], 'ready'>, Appearance>> = {
  untrusted: { word: 'Not trusted yet', icon: 'i-lucide-shield-question', tone: 'warning' },
  checking: { word: 'Being read', icon: 'i-lucide-circle-dot-dashed', tone: 'neutral' },
  broken: { word: 'Broken script', icon: 'i-lucide-file-warning', tone: 'error' },
}
const never: Appearance = { word: 'Not run yet', icon: 'i-lucide-circle-dashed', tone: 'neutral' }

/** The icon and word before a task's title: what keeps it from running, else how its last run ended. */
export function taskAppearance(task: TaskSummary, { last }: TaskActivity): Appearance {
  if (task.state === 'broken' || task.state === 'untrusted') return states[task.state]
  if (last !== null) return jobAppearance(last.state)
  return task.state === 'checking' ? states.checking : never
}
