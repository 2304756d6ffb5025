import { AppError } from '../../shared/errors.ts'

/** Why a program could not be started, and what the user can do about it. */
export function unstartable(file: string, failure: unknown): AppError {
  const code = failure instanceof Error && 'code' in failure ? failure.code : undefined
  const { reason, hint } = explain(code)
  const said = failure instanceof Error ? failure.message : 'no reason was given'
  return new AppError('HOST_FAILED', reason === undefined ? `${file} could not be started: ${said}` : `The job's process could not be started: ${reason} (${said})`, {
    cause: failure, ...(hint === undefined ? {} : { hint }),
  })
}

function explain(code: unknown): { readonly reason?: string; readonly hint?: string } {
  switch (code) {
    case 'EAGAIN': return { reason: 'the computer allows you no more processes right now', hint: 'End something that runs, or let fewer jobs run at once, then run again. The limit is told by `ulimit -u`.' }
    case 'EMFILE': case 'ENFILE': return { reason: 'too many files are open', hint: 'Let fewer jobs run at once, then run again. The limit is told by `ulimit -n`.' }
    case 'ENOMEM': return { reason: 'the computer is out of memory', hint: 'End something that takes much memory, then run again.' }
    case 'ENOENT': case 'EACCES': return { hint: 'If Simmer was updated or moved meanwhile, start it again.' }
    default: return {}
  }
}
