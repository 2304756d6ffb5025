import { jobCount, type JobTitle } from './jobs-in-words.ts'

export type QuitAnswer = 'keep' | 'stop' | 'stay'

/** The answers in the order of the question's buttons. */
const answers: readonly QuitAnswer[] = ['keep', 'stop', 'stay']
const namedJobs = 5

export interface QuitQuestion {
  readonly type: 'question'
  readonly message: string
  readonly detail: string
  readonly buttons: string[]
  readonly defaultId: number
  readonly cancelId: number
  readonly noLink: true
}

/** What a quit with running jobs asks (G7); nothing is lost by any of the answers, and the safest is the default. */
export function quitQuestion(running: readonly JobTitle[], waiting: number): QuitQuestion {
  const named = running.slice(0, namedJobs).map(({ text }) => `• ${text}`)
  const more = running.length > namedJobs ? [`• and ${running.length - namedJobs} more`] : []
  const rest = waiting === 0 ? [] : [`${jobCount(waiting)} that ${waiting === 1 ? 'waits' : 'wait'} will be there at the next start.`]
  return {
    type: 'question',
    message: running.length === 1 ? '1 job is running' : `${running.length} jobs are running`,
    detail: [
      ...named, ...more, '',
      'Keep running: the windows close, and Simmer goes on in the background until the jobs have ended.',
      `Stop and quit: ${running.length === 1 ? 'the job is' : 'the jobs are'} canceled, with every process that ${running.length === 1 ? 'it' : 'they'} started.`,
      ...rest,
    ].join('\n'),
    buttons: ['Keep Running', 'Stop and Quit', 'Cancel'],
    defaultId: 0,
    cancelId: 2,
    noLink: true,
  }
}

/** The answer of a button, by its place; closing the question changes nothing. */
export function quitAnswer(button: number): QuitAnswer {
  return answers[button] ?? 'stay'
}
