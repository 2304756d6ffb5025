import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { flagProblems, parseParamFlags, problemLines } from '../../src/cli/param-flags.ts'
import { secretVariable } from '../../src/cli/secret-variable.ts'
import type { ParamSpecs } from '../../src/shared/params.ts'

const specs: ParamSpecs = {
  limit: { kind: 'integer', default: 5 }, rate: { kind: 'number', default: 0.5 }, name: { kind: 'text', default: 'x' }, notes: { kind: 'multiline', required: false },
  deep: { kind: 'boolean', default: true }, mode: { kind: 'choice', choices: [{ label: 'One', value: 1 }, { label: 'two', value: 'two' }], default: 1 },
  parts: { kind: 'multi-choice', choices: ['a', 'b', 'c'].map((value) => ({ label: value, value })), required: false }, day: { kind: 'date', default: '2026-01-01' },
  window: { kind: 'time-span', default: 60 }, table: { kind: 'file', required: false }, tables: { kind: 'files', required: false }, folder: { kind: 'folder', required: false },
  target: { kind: 'save-as', required: false }, line: { kind: 'colour', default: '#000000' }, ages: { kind: 'range', default: [1, 2] }, settings: { kind: 'json', required: false },
  apiToken: { kind: 'secret', required: false },
}

function parsed(argv: readonly string[], env: NodeJS.ProcessEnv = {}): Readonly<Record<string, unknown>> {
  const read = parseParamFlags(argv, specs, env)
  if ('problems' in read) throw new Error(read.problems.join('\n'))
  return read.values
}

describe('parseParamFlags', () => {
  it.each<[string, readonly string[], unknown]>([
    ['limit', ['--limit', '1_000'], 1_000], ['limit', ['--limit=1e3'], 1_000], ['rate', ['--rate', '-0.5'], -0.5], ['name', ['--name', 'a b'], 'a b'],
    ['deep', ['--no-deep'], false], ['deep', ['--deep'], true], ['mode', ['--mode', '1'], 1], ['mode', ['--mode', 'One'], 1],
    ['parts', ['--parts', 'c,a'], ['a', 'c']], ['parts', ['--parts', 'c', '--parts', 'b'], ['b', 'c']], ['day', ['--day', '2026-02-03'], '2026-02-03'],
    ['window', ['--window', '1 h 30 min'], 5_400], ['window', ['--window', '2d'], 172_800], ['line', ['--line', '#FA0'], '#ffaa00'],
    ['ages', ['--ages', '1..5'], [1, 5]], ['ages', ['--ages=-3..0.5'], [-3, 0.5]], ['settings', ['--settings', '{"a":[1]}'], { a: [1] }],
    ['table', ['--table', 'x.csv'], path.resolve('x.csv')], ['target', ['--target', '../o.pdf'], path.resolve('../o.pdf')],
    ['tables', ['--tables', 'a.csv,b.csv', '--tables', 'c.csv'], ['a.csv', 'b.csv', 'c.csv'].map((file) => path.resolve(file))],
    ['apiToken', ['--apiToken', 's'], 's'],
  ])('%s from %j is %j', (name, argv, value) => {
    expect(parsed(argv)[name]).toEqual(value)
    expect(flagProblems(specs, parsed(argv))).toEqual([])
  })

  it.each<[readonly string[], string]>([
    [['--settings', '{"a":}'], '--settings: Unexpected } at line 1, column 6.'],
    [['--ages', '5'], '--ages: Expected two numbers like 1..5, got "5".'],
  ])('%j cannot be read: %s', (argv, problem) => {
    expect(parseParamFlags(argv, specs, {})).toEqual({ problems: [problem] })
  })

  it.each<[readonly string[], string]>([
    [['--limit', 'many'], '--limit: Expected a number, got "many".'],
    [['--window', 'soon'], '--window: Expected a span of time like 1 h 30 min, got "soon".'],
    [['--line', 'red'], '--line: Expected a colour like #1f77b4, got "red".'],
    [['--day', 'today'], '--day: Expected a day like 2026-01-31, got "today".'],
    [['--parts', 'a,z'], '--parts: Expected some of a, b, c, got "z".'],
    [['--ages', '5..1'], '--ages: Expected the lower number first, got 5 and 1.'],
  ])('%j is worth nothing: %s', (argv, problem) => {
    expect(flagProblems(specs, parsed(argv))).toEqual([problem])
  })

  it('takes a secret from the environment, says where it looks, and tells when it stood on the command line', () => {
    expect(secretVariable('apiToken')).toBe('SIMMER_SECRET_API_TOKEN')
    expect(parsed([], { SIMMER_SECRET_API_TOKEN: 'hunter2' })['apiToken']).toBe('hunter2')
    expect(parseParamFlags(['--apiToken', 'x'], specs, {})).toMatchObject({ onCommandLine: ['apiToken'] })
    expect(parseParamFlags([], specs, { SIMMER_SECRET_API_TOKEN: 'x' })).toMatchObject({ onCommandLine: [] })
    expect(problemLines(specs, [{ param: 'apiToken', message: 'This is required.' }])).toEqual(['--apiToken: This is required. Set SIMMER_SECRET_API_TOKEN, or run where it can be asked for.'])
  })
})
