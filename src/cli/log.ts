import { AppError } from '../shared/errors.ts'
import { brandAs, type JobId } from '../shared/brand.ts'
import { type Command, exitCodes, sayError, usageError } from './command.ts'
import { openTerminalSession } from './terminal-session.ts'

export const logCommand: Command = {
  summary: 'prints what a run printed',
  help: `simmer log JOB

  JOB  the id that "simmer history" shows under a run
`,
  async run(argv) {
    const [wanted, ...rest] = argv
    if (wanted === undefined || rest.length > 0) return usageError(`Which run?\n\n${logCommand.help}`)
    const session = await openTerminalSession({ trust: false, task: undefined }, () => undefined)
    try {
      const job = session.store.jobs.find(brandAs<JobId>(wanted))?.job
      if (job === undefined) throw new AppError('NOT_FOUND', `There is no run "${wanted}"`, { hint: 'simmer history lists them.' })
      for (const text of session.store.logs.reading(job.runId).printed()) {
        // A reader that is slower than the disk is waited for.
        if (!process.stdout.write(text)) await new Promise((resolve) => { process.stdout.once('drain', resolve) })
      }
      return 0
    } catch (thrown) {
      sayError(thrown)
      return exitCodes.failed
    } finally {
      await session[Symbol.asyncDispose]()
    }
  },
}
