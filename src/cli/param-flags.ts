import path from 'node:path'
import { parseArgs } from 'node:util'
import { checkParams } from '../shared/check-params.ts'
import { paramDefaults, type ParamSpec, type ParamSpecs, type ParamValues } from '../shared/params.ts'

/** Flags that every run takes. */
export interface OwnFlags {
  readonly task: string | undefined
  readonly json: boolean
  readonly fresh: boolean
  readonly trust: boolean
}

/** What went wrong with the flags, each problem in a line. */
export interface FlagProblems { readonly problems: readonly string[] }

const own = { json: { type: 'boolean' }, fresh: { type: 'boolean' }, trust: { type: 'boolean' } } as const

/** Our own flags, before it is known which task is meant and so which params there are. */
export function parseOwnFlags(argv: readonly string[]): OwnFlags {
  const { values, positionals } = parseArgs({ args: [...argv], options: own, allowPositionals: true, strict: false })
  return { task: positionals[0], json: values.json === true, fresh: values.fresh === true, trust: values.trust === true }
}

/** The params' values from `--name value` or `--name=value`; unknown flags and wrong values are problems in words. */
export function parseParamFlags(argv: readonly string[], specs: ParamSpecs): { readonly values: ParamValues } | FlagProblems {
  const options = Object.fromEntries(Object.entries(specs).map(([name, { kind }]) => [name, { type: kind === 'boolean' ? 'boolean' as const : 'string' as const }]))
  try {
    const { values }: { readonly values: Readonly<Record<string, unknown>> } = parseArgs({ args: [...argv], options: { ...options, ...own }, allowPositionals: true, allowNegative: true })
    const given = Object.entries(specs).flatMap(([name, spec]) => {
      const text: unknown = values[name]
      return text === undefined ? [] : [[name, valueOf(spec, text)] as const]
    })
    const all = { ...paramDefaults(specs), ...Object.fromEntries(given) }
    const problems = checkParams(specs, all).map(({ param, message }) => `--${param}: ${message}`)
    return problems.length === 0 ? { values: all } : { problems }
  } catch (thrown) {
    // The parser's own advice after the first sentence is about positional arguments, which is not what went wrong.
    const [message] = (thrown instanceof Error ? thrown.message : String(thrown)).split(/\. |\n/)
    return { problems: [`${message ?? ''}. It takes ${Object.keys(specs).map((name) => `--${name}`).join(', ') || 'no params'}.`] }
  }
}

function valueOf(spec: ParamSpec, text: unknown): unknown {
  if (typeof text !== 'string') return text
  switch (spec.kind) {
    case 'integer':
    case 'number': return text.trim() === '' ? null : Number(text.replaceAll('_', ''))
    case 'choice': return spec.choices.find(({ value }) => String(value) === text)?.value ?? text
    // A path on a command line is meant from where it is typed, not from the script.
    case 'file':
    case 'folder': return path.resolve(text)
    default: return text
  }
}
