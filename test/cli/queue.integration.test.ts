import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { execa } from 'execa'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { root } from '../../scripts/lib/paths.mjs'
import { scriptFolder } from '../support/script-folder.ts'

let dataDir: string
beforeAll(async () => { dataDir = await mkdtemp(path.join(tmpdir(), 'simmer-cli-queue-')) })
afterAll(() => rm(dataDir, { recursive: true, force: true }))

describe('simmer queue', () => {
  test('G1 G9: jobs of a file wait for the app, each in its place with its reason, and every change is kept between commands', { timeout: 120_000 }, async () => {
    const folder = await scriptFolder({ 'sum.ts': "import { defineTask, integer } from 'simmer'\nexport default defineTask({ title: 'Sum', params: { n: integer({ default: 1, max: 9 }) }, run: ({ n }) => n })\n" })
    const rows = path.join(folder, 'rows.jsonl')
    const queue = (...words: readonly string[]) => execa(process.execPath, [path.join(root, 'out/cli/main.js'), 'queue', ...words], { env: { SIMMER_DATA: dataDir, SIMMER_TASKS: folder }, cwd: root, reject: false })
    const shown = async (): Promise<readonly string[]> => [...(await queue()).stdout.matchAll(/n \d \(.*\)/g)].map(([text]) => text)
    const ids = async (): Promise<readonly string[]> => [...(await queue()).stdout.matchAll(/^ +\d+ {2}(\w+)/gm)].map(([, id = '']) => id)

    await writeFile(rows, '{"n": 1}\n{"n": 10}\n\n{"m": 1}\n')
    const wrong = await queue('add', 'sum', '--each', rows)
    expect([wrong.exitCode, wrong.stderr]).toEqual([2, 'line 4: there is no param "m"'])
    await writeFile(rows, '{"n": 1}\n{"n": 2}\n{"n": 3}\n')
    expect((await queue('add', 'sum', '--each', rows)).stdout).toBe('3 queued.')
    const words = '(Starting)'
    expect((await shown()).map((line) => line.slice(0, 3))).toEqual(['n 1', 'n 2', 'n 3'])
    const [, , third = ''] = await ids()
    await queue('move', third, 'first')
    await queue('hold', third)
    expect((await shown())[0]).toBe('n 3 (Held back until it is released)')
    await queue('drain')
    expect((await shown())[1]).toBe('n 1 (The queue is drained: nothing starts until it is released)')
    await queue('release')
    expect((await shown())[1]).toBe(`n 1 ${words}`)
    expect((await queue('cancel', '--task', 'sum')).stdout).toBe('3 canceled.')
    expect((await queue()).stdout).toBe('0 wait, 0 run.')
  })
})
