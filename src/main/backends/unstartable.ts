import { AppError } from '../../shared/errors.ts'
import { startEndings } from '../../shared/endings/start-endings.ts'
import { tellEnding, type TellableEnding } from '../../shared/endings/tell-ending.ts'

/** Why a program could not be started, and what the user can do about it. */
export function unstartable(program: string, failure: unknown): AppError {
  const why = failure instanceof Error ? failure.message : 'no reason was given'
  const { code, message, hint = '' } = tellEnding(rowOf(failure), { program, why })
  return new AppError(code, message, { cause: failure, hint })
}

function rowOf(failure: unknown): TellableEnding {
  switch (failure instanceof Error && 'code' in failure ? failure.code : undefined) {
    case 'ENOENT': return startEndings.programMissing
    case 'EACCES': case 'EPERM': return startEndings.programRefused
    case 'EAGAIN': return startEndings.noMoreProcesses
    case 'ENOMEM': return startEndings.noMoreMemory
    case 'EMFILE': case 'ENFILE': return startEndings.noMoreFiles
    default: return startEndings.notStarted
  }
}
