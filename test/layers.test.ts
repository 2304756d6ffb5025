import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { layerProblem, layerOf } from '../scripts/lib/layer-problem.mjs'

const source = path.resolve(import.meta.dirname, '../src')
const files = readdirSync(source, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.(ts|vue)$/.test(entry.name))
  .map((entry) => path.join(entry.parentPath, entry.name))
// Statements begin a line; a template that shows what a script writes does not.
const specifiers = /^(?:import|export)\b[^'"`;]*?\bfrom\s*['"]([^'"\n]+)['"]|^import\s*['"]([^'"\n]+)['"]|\bimport\(\s*['"]([^'"\n]+)['"]/gm

/** Imports as written, comments left out: examples in doc comments are not imports. */
function importsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8')
  const code = (file.endsWith('.vue') ? /<script[^>]*>([\s\S]*?)<\/script>/.exec(text)?.[1] ?? '' : text).replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/^\s*\/\/.*$/gm, '')
  return [...code.matchAll(specifiers)].map(([, from, alone, later]) => from ?? alone ?? later ?? '')
}

describe('The rooms of the house', () => {
  test('every source file lies in a room and imports only what its room may', () => {
    expect(files.length).toBeGreaterThan(50)
    expect(files.flatMap((file) => importsOf(file).flatMap((specifier) => layerProblem(file, specifier) ?? []))).toEqual([])
    expect(files.filter((file) => layerOf(file) === undefined)).toEqual([])
  })

  test.each([
    ['shared/job.ts', 'node:fs'], ['shared/job.ts', 'vue'], ['sdk/index.ts', 'node:path'], ['main/engine/engine.ts', '../store/open-store.ts'],
    ['main/engine/engine.ts', 'electron'], ['main/backends/local.ts', '../store/open-store.ts'], ['renderer/App.vue', '../main/engine/engine.ts'],
    ['renderer/App.vue', 'node:fs'], ['preload/index.ts', '../shared/job.ts'], ['cli/main.ts', 'electron'], ['main/session/session.ts', 'electron'],
  ])('refuses %s importing %s', (file, specifier) => {
    expect(layerProblem(path.join(source, file), specifier)).toMatch(/may not import/)
  })

  test('no source file is longer than 250 lines and the median is below 80', () => {
    const lengths = files.map((file) => readFileSync(file, 'utf8').split('\n').length).sort((a, b) => a - b)
    expect(lengths.at(-1)).toBeLessThanOrEqual(251)
    expect(lengths[Math.floor(lengths.length / 2)]).toBeLessThan(80)
  })
})
