import { readRetention, type RetentionSetting, retentionSetting, retentionSettingName } from '../shared/retention.ts'
import { sayError, exitCodes, usageError } from './command.ts'
import { openTerminalSession } from './terminal-session.ts'

const flags: Readonly<Record<string, { readonly name: keyof RetentionSetting; readonly words: string }>> = {
  '--days': { name: 'days', words: 'days that runs are kept' },
  '--runs': { name: 'runs', words: 'runs that are kept' },
  '--gib': { name: 'gib', words: 'GiB of results, inputs and files' },
  '--log-days': { name: 'logDays', words: 'days that logs are kept' },
  '--log-gib': { name: 'logGib', words: 'GiB of logs' },
}

/** Shows how much of history is kept, after setting what is asked. */
export async function retentionCommand(argv: readonly string[]): Promise<number> {
  const changes = readChanges(argv)
  if (typeof changes === 'string') return usageError(changes)
  const session = await openTerminalSession({ trust: false, task: undefined }, () => undefined)
  try {
    const { settings } = session.store
    const now = { ...retentionSetting(readRetention(settings.read(retentionSettingName))), ...changes }
    if (Object.keys(changes).length > 0) settings.write(retentionSettingName, now)
    for (const [flag, { name, words }] of Object.entries(flags)) process.stdout.write(`${flag.padEnd(11)} ${String(now[name] ?? 'any').padStart(9)}  ${words}\n`)
    return 0
  } catch (thrown) {
    sayError(thrown)
    return exitCodes.failed
  } finally {
    await session[Symbol.asyncDispose]()
  }
}

function readChanges(argv: readonly string[]): Partial<RetentionSetting> | string {
  const changes: Partial<Record<keyof RetentionSetting, number | null>> = {}
  for (let at = 0; at < argv.length; at += 2) {
    const [word = '', value = ''] = argv.slice(at, at + 2)
    const flag = flags[word]
    if (flag === undefined) return `There is no flag ${word}. There are: ${Object.keys(flags).join(', ')}.`
    const number = value === 'any' || value === 'forever' ? null : Number(value)
    if (value === '' || (number !== null && !(number >= 0 && Number.isFinite(number)))) return `${word} is a number of 0 or more, or "any"; got "${value}".`
    changes[flag.name] = number
  }
  return changes
}
