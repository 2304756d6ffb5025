import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { chooseBenches } from '../../bench/choose-benches.ts'
import { localNode } from '../../scripts/lib/local-node.mjs'
import { root } from '../../scripts/lib/paths.mjs'
import { runCaptured } from '../../scripts/lib/run-captured.mjs'

const benches = ['P1', 'P3', 'P14'].map((id) => ({ id, run: () => Promise.resolve([]) }))
const chosenIds = (words: readonly string[]): readonly string[] => chooseBenches(benches, words).chosen.map(({ id }) => id)

describe('npm run bench', () => {
  test('measures all, or what is named, in the order of the table', () => {
    expect(chosenIds([])).toEqual(['P1', 'P3', 'P14'])
    expect(chosenIds(['p14', 'P1'])).toEqual(['P1', 'P14'])
  })

  test('says what there is where it does not know a name, and measures nothing', async () => {
    const { code, output } = await runCaptured(localNode, [join(root, 'bench', 'main.ts'), 'P1', 'P99'])
    expect(output).toMatch(/^There is no bench P99\. There are: P1, (?:[PR]\d+, )+[PR]\d+\.\n$/)
    expect(code).toBe(2)
  })
})
