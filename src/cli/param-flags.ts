import { parseArgs } from 'node:util'
import { checkParams } from '../shared/check-params.ts'
import { paramDefaults, type ParamProblem, type ParamSpecs, type ParamValues } from '../shared/params.ts'
import { readFlag } from './read-flag.ts'
import { secretVariable } from './secret-variable.ts'

/** Flags that every run takes. */
export interface OwnFlags {
  readonly task: string | undefined
  readonly json: boolean
  readonly fresh: boolean
  readonly trust: boolean
}

/** What went wrong with the flags, each problem in a line. */
export interface FlagProblems { readonly problems: readonly string[] }
/** The values that flags say; those not given are their defaults. `onCommandLine`: secrets that others can read there. */
export interface ReadFlags { readonly values: ParamValues; readonly onCommandLine: readonly string[] }

const own = { json: { type: 'boolean' }, fresh: { type: 'boolean' }, trust: { type: 'boolean' } } as const

/** Our own flags, before it is known which task is meant and so which params there are. */
export function parseOwnFlags(argv: readonly string[]): OwnFlags {
  const { values, positionals } = parseArgs({ args: [...argv], options: own, allowPositionals: true, strict: false })
  return { task: positionals[0], json: values.json === true, fresh: values.fresh === true, trust: values.trust === true }
}

/**
 * The params' values from `--name value` or `--name=value`, lists also by repeating the flag; secrets also from the
 * environment. Unknown flags and what cannot be read are problems in words; what values are worth is for {@link flagProblems}.
 */
export function parseParamFlags(argv: readonly string[], specs: ParamSpecs, env: NodeJS.ProcessEnv): ReadFlags | FlagProblems {
  const options = Object.fromEntries(Object.entries(specs).map(([name, { kind }]) => [name, { type: kind === 'boolean' ? 'boolean' as const : 'string' as const, multiple: true }]))
  let given: Readonly<Record<string, unknown>>
  try {
    given = parseArgs({ args: withNegatives(argv), options: { ...options, ...own }, allowPositionals: true, allowNegative: true }).values
  } catch (thrown) {
    // The parser's own advice after the first sentence is about positional arguments, which is not what went wrong.
    const [message] = (thrown instanceof Error ? thrown.message : String(thrown)).split(/\. |\n/)
    return { problems: [`${message?.replace(/\.$/, '') ?? ''}. It takes ${Object.keys(specs).map((name) => `--${name}`).join(', ') || 'no params'}.`] }
  }
  const read = Object.entries(specs).flatMap(([name, spec]) => {
    const said = given[name] ?? (spec.kind === 'secret' ? fromEnvironment(name, env) : undefined)
    return said === undefined ? [] : [[name, readFlag(spec, said as readonly (string | boolean)[])] as const]
  })
  const problems = read.flatMap(([name, flag]) => ('problem' in flag ? [`--${name}: ${flag.problem}`] : []))
  if (problems.length > 0) return { problems }
  return {
    values: { ...paramDefaults(specs), ...Object.fromEntries(read.flatMap(([name, flag]) => ('value' in flag ? [[name, flag.value]] : []))) },
    onCommandLine: Object.entries(specs).filter(([name, { kind }]) => kind === 'secret' && given[name] !== undefined).map(([name]) => name),
  }
}

/** What is wrong with values, each in a line with its flag. */
export function flagProblems(specs: ParamSpecs, values: ParamValues): readonly string[] {
  return problemLines(specs, checkParams(specs, values))
}

/** Problems with the flags that they are about. */
export function problemLines(specs: ParamSpecs, problems: readonly ParamProblem[]): readonly string[] {
  return problems.map(({ param, message }) => {
    if (param === null) return message
    return specs[param]?.kind === 'secret' ? `--${param}: ${message} Set ${secretVariable(param)}, or run where it can be asked for.` : `--${param}: ${message}`
  })
}

/** `--rate -0.5` as `--rate=-0.5`: a number is meant, no flag. */
function withNegatives(argv: readonly string[]): string[] {
  const joined: string[] = []
  for (const word of argv) {
    const before = joined.at(-1)
    if (before !== undefined && /^--[^=]+$/.test(before) && /^-[\d.]/.test(word)) joined[joined.length - 1] = `${before}=${word}`
    else joined.push(word)
  }
  return joined
}

function fromEnvironment(name: string, env: NodeJS.ProcessEnv): readonly string[] | undefined {
  const value = env[secretVariable(name)]
  return value === undefined || value === '' ? undefined : [value]
}
