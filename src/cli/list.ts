import type { Command } from './command.ts'
import { openTerminalSession } from './terminal-session.ts'

export const listCommand: Command = {
  summary: 'lists the tasks',
  help: `simmer list

  Prints a line a task: its name, its title, and what is wrong with it if anything is.
`,
  async run() {
    const session = await openTerminalSession({ trust: false, task: undefined }, () => undefined)
    try {
      await session.catalog.checkAll()
      for (const task of session.catalog.tasks) {
        const trouble = task.error === null ? task.state === 'untrusted' ? '  (its folder is not trusted)' : '' : `  (${task.error.message})`
        process.stdout.write(`${task.path.replace(/\.[cm]?[jt]s$/, '').padEnd(32)} ${task.title}${trouble}\n`)
      }
      return 0
    } finally {
      await session[Symbol.asyncDispose]()
    }
  },
}
