import type { JobState } from '../../shared/job.ts'
import { type Outcome, outcomeOf } from '../../shared/outcome.ts'

export type Tone = 'neutral' | 'primary' | 'success' | 'warning' | 'error'
/** How a job's state is told: by word and icon, with colour only beside them. */
export interface Appearance { readonly word: string; readonly icon: string; readonly tone: Tone }
type Kind = Outcome | 'queued' | 'running' | 'canceling' | 'fromCache' | 'replaced'

const appearances: Readonly<Record<Kind, Appearance>> = {
  queued: { word: 'Queued', icon: 'i-lucide-hourglass', tone: 'neutral' },
  running: { word: 'Running', icon: 'i-lucide-circle-play', tone: 'primary' },
  canceling: { word: 'Stopping', icon: 'i-lucide-circle-stop', tone: 'warning' },
  succeeded: { word: 'Succeeded', icon: 'i-lucide-circle-check', tone: 'success' },
  fromCache: { word: 'From cache', icon: 'i-lucide-zap', tone: 'success' },
  failed: { word: 'Failed', icon: 'i-lucide-circle-x', tone: 'error' },
  crashed: { word: 'Crashed', icon: 'i-lucide-bomb', tone: 'error' },
  timedOut: { word: 'Timed out', icon: 'i-lucide-alarm-clock-off', tone: 'error' },
  memoryLimit: { word: 'Over its memory limit', icon: 'i-lucide-memory-stick', tone: 'error' },
  interrupted: { word: 'Interrupted', icon: 'i-lucide-plug-zap', tone: 'warning' },
  canceled: { word: 'Canceled', icon: 'i-lucide-circle-slash', tone: 'neutral' },
  replaced: { word: 'Replaced', icon: 'i-lucide-replace', tone: 'neutral' },
}

/** The look of one kind of state. */
export function appearanceOf(kind: Kind): Appearance {
  return appearances[kind]
}

export function jobAppearance(state: JobState): Appearance {
  return appearances[kindOf(state)]
}

function kindOf(state: JobState): Kind {
  switch (state.status) {
    case 'queued':
    case 'running':
    case 'canceling': return state.status
    case 'succeeded': return state.from === 'cache' ? 'fromCache' : 'succeeded'
    case 'failed': return outcomeOf(state) ?? 'failed'
    case 'canceled': return state.by === 'replaced' ? 'replaced' : 'canceled'
  }
}
