import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Ending } from '../../src/shared/endings/ending.ts'
import { exitCodes } from '../../src/cli/command.ts'
import { endings } from '../../src/shared/endings/endings.ts'
import { outcomeOf } from '../../src/shared/outcome.ts'

const text = readFileSync(join(import.meta.dirname, '../../docs/endings.md'), 'utf8')

/** A row as the document has it. */
function written({ when, code, says, hint }: Ending): string {
  return `| ${when} | ${outcomeWord(code)} | ${says === null ? (code === 'good' ? '' : '*the script\'s own words*') : escaped(says)} | ${hint === null ? '' : escaped(hint)} |`
}

function escaped(words: string): string { return words.replaceAll('|', '\\|') }

function outcomeWord(code: Ending['code']): string {
  if (code === 'good') return 'succeeded'
  if (code === 'canceled') return 'canceled'
  const outcome = outcomeOf({ status: 'failed', startedAt: 0, finishedAt: 0, receipt: null, error: { code, message: '' } })
  return `${{ succeeded: '', failed: 'failed', crashed: 'crashed', timedOut: 'timed out', memoryLimit: 'over its memory limit', interrupted: 'interrupted', canceled: '' }[outcome ?? 'failed']} (\`${code}\`)`
}

describe('docs/endings.md', () => {
  it('F1: has the table of the code, row for row and word for word', () => {
    const told = text.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| What happens') && !/^\| (?:\d|exit code)/.test(line))
    expect(told).toEqual(Object.values(endings).flatMap((group) => Object.values<Ending>(group).map(written)))
  })

  it('F1: has the exit code of each outcome', () => {
    const told = [...text.matchAll(/^\| (\d+) \| .*? \| (?:`(\w+)`)? ?\|$/gm)].map(([, code, outcome = 'usage']) => [outcome, Number(code)])
    expect(Object.fromEntries(told)).toEqual(exitCodes)
  })

  it('has a heading for each group, in its order', () => {
    expect([...text.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading).filter((heading) => heading !== undefined && heading in endings)).toEqual(Object.keys(endings))
  })
})
