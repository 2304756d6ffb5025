import { existsSync } from 'node:fs'
import path from 'node:path'
import type { Choice, ParamSpec } from '../shared/params.ts'
import { readColour } from '../shared/reading/read-colour.ts'
import { readJson } from '../shared/reading/read-json.ts'
import { readNumber } from '../shared/reading/read-number.ts'
import { readTimeSpan } from '../shared/reading/read-time-span.ts'

/** A param's value as a flag says it, or what is wrong with how it is written. What it is worth is for `checkParam`. */
export type ReadFlag = { readonly value: unknown } | { readonly problem: string }

/** Reads what stands behind `--name`, each time it was given; the last one counts where there can be only one. */
export function readFlag(spec: ParamSpec, given: readonly (string | boolean)[]): ReadFlag {
  const last = given.at(-1)
  if (typeof last !== 'string') return { value: last ?? null }
  const texts = given.map(String)
  switch (spec.kind) {
    case 'integer':
    case 'number': return { value: readNumber(last) }
    case 'time-span': return { value: readTimeSpan(last) }
    case 'colour': return { value: readColour(last) }
    case 'choice': return { value: last === '' ? null : choiceOf(spec, last) }
    case 'multi-choice': return { value: inOrder(spec.choices, texts.flatMap(parts).map((text) => choiceOf(spec, text))) }
    case 'range': return readRange(last)
    case 'json': return readJsonFlag(last)
    // A path on a command line is meant from where it is typed, not from the script.
    case 'file':
    case 'folder':
    case 'save-as': return { value: last === '' ? null : path.resolve(last) }
    // A comma may be part of a name: what exists as it stands is one file.
    case 'files': return { value: texts.flatMap((text) => (existsSync(text) ? [text] : parts(text))).map((each) => path.resolve(each)) }
    case 'boolean': return readYesNo(last)
    case 'text':
    case 'multiline':
    case 'date':
    case 'secret': return { value: last === '' ? null : last }
  }
}

function parts(text: string): readonly string[] {
  return text.split(',').map((part) => part.trim()).filter((part) => part !== '')
}

function choiceOf({ choices }: { readonly choices: readonly Choice[] }, text: string): unknown {
  return (choices.find(({ value }) => String(value) === text) ?? choices.find(({ label }) => label === text))?.value ?? text
}

/** The form gives them in the order of the choices: equal choices then have equal keys. */
function inOrder(choices: readonly Choice[], values: readonly unknown[]): readonly unknown[] {
  const place = (value: unknown): number => choices.findIndex((choice) => choice.value === value)
  return [...new Set(values)].sort((a, b) => place(a) - place(b))
}

function readRange(text: string): ReadFlag {
  const [low, high, ...more] = text.split('..')
  if (low === undefined || high === undefined || more.length > 0) return { problem: `Expected two numbers like 1..5, got "${text}".` }
  return { value: [readNumber(low), readNumber(high)] }
}

function readJsonFlag(text: string): ReadFlag {
  const read = readJson(text)
  return read.ok ? { value: read.value } : { problem: read.message }
}

function readYesNo(text: string): ReadFlag {
  if (['true', 'yes', '1'].includes(text)) return { value: true }
  return ['false', 'no', '0'].includes(text) ? { value: false } : { problem: `Expected yes or no, got "${text}".` }
}
