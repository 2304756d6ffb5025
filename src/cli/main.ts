import { cacheCommand } from './cache.ts'
import { historyCommand } from './history.ts'
import { listCommand } from './list.ts'
import { logCommand } from './log.ts'
import { queueCommand } from './queue.ts'
import { runCommand } from './run.ts'
import { type Command, exitCodes, sayError, usageError } from './command.ts'

const commands: Readonly<Record<string, Command>> = { run: runCommand, list: listCommand, queue: queueCommand, history: historyCommand, log: logCommand, cache: cacheCommand }

function help(): string {
  const lines = Object.entries(commands).map(([name, { summary }]) => `  simmer ${name.padEnd(8)} ${summary}`)
  return ['Simmer: local long computations, from the terminal.', '', ...lines, '', 'simmer COMMAND --help tells more of each.', ''].join('\n')
}

async function main(argv: readonly string[]): Promise<number> {
  const [name, ...rest] = argv
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    process.stdout.write(help())
    return name === undefined ? 2 : 0
  }
  const command = commands[name]
  if (command === undefined) return usageError(`There is no command "${name}".\n\n${help()}`)
  if (rest.includes('--help') || rest.includes('-h')) {
    process.stdout.write(command.help)
    return 0
  }
  return command.run(rest)
}

// Nothing that the session starts keeps a process alive by itself; a command does until it has answered.
const alive = setInterval(() => undefined, 2 ** 30)
process.exitCode = await main(process.argv.slice(2)).catch((thrown: unknown) => {
  sayError(thrown)
  return exitCodes.failed
})
clearInterval(alive)
