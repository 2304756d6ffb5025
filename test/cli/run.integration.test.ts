import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { execa, type Result } from 'execa'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { root } from '../../scripts/lib/paths.mjs'
import { hostsOn } from '../support/host-processes.ts'
import { scriptFolder } from '../support/script-folder.ts'

let dataDir: string
beforeAll(async () => { dataDir = await mkdtemp(path.join(tmpdir(), 'simmer-cli-')) })
afterAll(() => rm(dataDir, { recursive: true, force: true }))

/** The terminal as `npm run simmer --` starts it, on a data folder of the test's own. */
function simmer(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Result> & { readonly kill: (signal: NodeJS.Signals) => boolean } {
  return execa(process.execPath, [path.join(root, 'out/cli/main.js'), ...args], { env: { SIMMER_DATA: dataDir, ...env }, cwd: root, reject: false }) as never
}
const lastLine = (text: unknown): unknown => JSON.parse(String(text).trimEnd().split('\n').at(-1) ?? '')

describe('simmer run', () => {
  test('1.3: computes, then answers from the cache, in one last line of JSON', async () => {
    const first = await simmer(['run', 'count-primes', '--limit', '1000000', '--json'])
    expect(first.exitCode).toBe(0)
    expect(lastLine(first.stdout)).toEqual({ outcome: 'succeeded', from: 'run', value: { primes: 78_498 }, seconds: expect.any(Number) as number })
    const second = await simmer(['run', 'count-primes', '--limit=1_000_000', '--json'])
    expect(lastLine(second.stdout)).toMatchObject({ outcome: 'succeeded', from: 'cache', value: { primes: 78_498 } })
  })

  test('F3: says where the files of a result are, and gives their paths as JSON', async () => {
    const folder = await scriptFolder({ 'report.ts': `
      import { writeFileSync } from 'node:fs'
      import { defineTask, file } from 'simmer'
      export default defineTask({ title: 'Report', cacheBy: [], params: {}, run() { writeFileSync('a.txt', 'a report'); return { report: file('a.txt', { name: 'report.txt' }) } } })` })
    const script = path.join(folder, 'report.ts')
    const text = await simmer(['run', script, '--trust'])
    const [, place = ''] = /^report\.txt, 8 bytes, is in (.+)$/m.exec(String(text.stdout)) ?? []
    expect(await readFile(place, 'utf8')).toBe('a report')
    const json = await simmer(['run', script, '--json'])
    expect(lastLine(json.stdout)).toMatchObject({ outcome: 'succeeded', from: 'cache', files: [{ name: 'report.txt', size: 8, path: place }] })
  })

  test('says wrong params before anything is queued, and how they are named', async () => {
    const low = await simmer(['run', 'count-primes', '--limit', '1'])
    expect([low.exitCode, low.stderr]).toEqual([2, '--limit: Expected at least 2, got 1.'])
    const unknown = await simmer(['run', 'count-primes', '--lmit', '5'])
    expect([unknown.exitCode, unknown.stderr]).toEqual([2, expect.stringContaining('It takes --limit') as string])
  })

  test('names the tasks there are when there is none of the name', async () => {
    const { exitCode, stderr } = await simmer(['run', 'count-prime'])
    expect([exitCode, stderr]).toEqual([1, expect.stringMatching(/There is no task "count-prime"[^]*count-primes/) as string])
  })

  test('reads every kind of param, and prints what the script\'s own check finds as wrong usage', async () => {
    const folder = await scriptFolder({ 'period.ts': `import { date, defineTask, multiChoice, range, secret, timeSpan } from 'simmer'
      export default defineTask({ title: 'P', params: { from: date(), to: date(), parts: multiChoice({ choices: ['a', 'b'] }), ages: range(), window: timeSpan(), apiKey: secret() },
        validate: ({ from, to }) => (to < from ? { to: 'Must not be before from.' } : undefined), run: ({ apiKey, ...rest }) => { console.log(apiKey); return { ...rest, characters: apiKey.length } } })` })
    const flags = ['--from', '2026-01-02', '--parts', 'b,a', '--ages=-1..5', '--window', '1 h 30 min']
    const env = { SIMMER_TASKS: folder, SIMMER_SECRET_API_KEY: 'hunter2' }
    const wrong = await simmer(['run', 'period', ...flags, '--to', '2026-01-01'], env)
    expect([wrong.exitCode, wrong.stderr]).toEqual([2, '--to: Must not be before from.'])
    const right = await simmer(['run', 'period', ...flags, '--to', '2026-01-03', '--json'], env)
    expect(lastLine(right.stdout)).toMatchObject({ outcome: 'succeeded', value: { from: '2026-01-02', to: '2026-01-03', parts: ['a', 'b'], ages: [-1, 5], window: 5_400, characters: 7 } })
    expect(`${String(right.stdout)}${String(right.stderr)}`).not.toContain('hunter2')
    const missing = await simmer(['run', 'period', ...flags, '--to', '2026-01-03'], { SIMMER_TASKS: folder })
    expect([missing.exitCode, missing.stderr]).toEqual([2, '--apiKey: This is required. Set SIMMER_SECRET_API_KEY, or run where it can be asked for.'])
    const shown = await simmer(['run', 'period', ...flags, '--to', '2026-01-03', '--apiKey', 'hunter3'], { SIMMER_TASKS: folder })
    expect([shown.exitCode, shown.stderr]).toEqual([0, expect.stringContaining('warning: --apiKey on the command line can be read by other programs') as string])
  })

  test('G1: a limit of jobs that is no number is said before anything starts', async () => {
    const { exitCode, stderr } = await simmer(['run', 'count-primes'], { SIMMER_JOBS_AT_ONCE: 'many' })
    expect([exitCode, stderr]).toEqual([1, expect.stringMatching(/^error: SIMMER_JOBS_AT_ONCE is "many"; expected a whole number from 1 on\n.*SIMMER_JOBS_AT_ONCE=4/) as string])
  })

  test('F1: a script that throws is said with its line, and the exit code tells', async () => {
    const folder = await scriptFolder({ 'bad.ts': "import { defineTask } from 'simmer'\nexport default defineTask({ title: 'Bad', params: {}, run() {\n  throw new RangeError('too far')\n} })\n" })
    const { exitCode, stderr } = await simmer(['run', 'bad'], { SIMMER_TASKS: folder })
    expect(exitCode).toBe(1)
    expect(stderr).toContain('too far')
    expect(stderr).toContain(`${path.join(folder, 'bad.ts')}:3`)
  })

  test('E3: Ctrl+C cancels with the receipt, exits 130 and leaves no process', async () => {
    const running = simmer(['run', 'count-primes', '--limit', '10000000000', '--fresh'])
    await expect.poll(() => hostsOn(dataDir).length, { timeout: 20_000 }).toBeGreaterThan(0)
    running.kill('SIGINT')
    const { exitCode, stderr } = await running
    expect(exitCode).toBe(130)
    expect(stderr).toMatch(/canceled\.\s\d+\sprocess(es)?\sended,\s0\sleft\./)
    expect(hostsOn(dataDir)).toEqual([])
    expect(await readdir(path.join(dataDir, 'work')).catch(() => [])).toEqual([])
  })

  test.each([
    ['crashed', 3, 'CRASHED', '', 'process.exit(7)'],
    ['timedOut', 124, 'TIMED_OUT', 'timeout: 0.3,', 'for (;;);'],
    ['memoryLimit', 4, 'MEMORY_LIMIT', 'memoryLimit: 150,', 'globalThis.held = Buffer.alloc(300e6, 1); for (;;);'],
  ])('F1: a run that ends as %s exits with %i, and says so as JSON', async (outcome, code, kind, options, body) => {
    const folder = await scriptFolder({ 'ends.ts': `import { defineTask } from 'simmer'\nexport default defineTask({ title: 'Ends', params: {}, ${options} run() { ${body} } })\n` })
    const { exitCode, stdout, stderr } = await simmer(['run', 'ends', '--json'], { SIMMER_TASKS: folder })
    expect(exitCode).toBe(code)
    expect(lastLine(stdout)).toMatchObject({ outcome, code: kind, hint: expect.any(String) as string, receipt: { left: 0 } })
    expect(String(stderr)).toMatch(/^error: /m)
  })

  test('E2: a second Ctrl+C ends the grace that a script would use up', async () => {
    const folder = await scriptFolder({ 'slow.ts': `import { defineTask } from 'simmer'
      export default defineTask({ title: 'Slow', params: {}, cancelGrace: 600, async run(_values, job) {
        job.onCancel(() => new Promise(() => { console.log('tidying') }))
        console.log('ready')
        await new Promise(() => { setInterval(() => undefined, 1e6) })
      } })` })
    const running = execa(process.execPath, [path.join(root, 'out/cli/main.js'), 'run', 'slow'], { env: { SIMMER_DATA: dataDir, SIMMER_TASKS: folder }, cwd: root, reject: false })
    let said = ''
    running.stderr.on('data', (piece: Buffer) => { said += String(piece) })
    await expect.poll(() => said, { timeout: 20_000 }).toContain('ready')
    running.kill('SIGINT')
    await expect.poll(() => said, { timeout: 20_000 }).toContain('tidying')
    running.kill('SIGINT')
    const { exitCode, stderr } = await running
    expect([exitCode, stderr]).toEqual([130, expect.stringMatching(/canceled\. 1 process ended, 0 left\./) as string])
  })

  test('R25: a script elsewhere needs --trust once', async () => {
    const folder = await scriptFolder({ 'mine.ts': "import { defineTask } from 'simmer'\nexport default defineTask({ title: 'Mine', params: {}, run: () => 'done' })\n" })
    const script = path.join(folder, 'mine.ts')
    const refused = await simmer(['run', script])
    expect([refused.exitCode, refused.stderr]).toEqual([1, expect.stringMatching(/trust/) as string])
    expect((await simmer(['run', script, '--trust'])).stdout).toContain('done')
    expect((await simmer(['run', script])).stdout).toContain('done')
  })

  test('a page with callbacks is for the window, and said so', async () => {
    const { exitCode, stderr } = await simmer(['run', 'examples/1-simple'])
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining('Open it in the window') as string])
  })

  test('relative files are meant from where they are typed', async () => {
    const folder = await scriptFolder({ 'small.csv': 'a,b\n1,2\n3,4\n' })
    const run = await execa(process.execPath, [path.join(root, 'out/cli/main.js'), 'run', 'csv-profile', '--file', 'small.csv', '--json'], { env: { SIMMER_DATA: dataDir }, cwd: folder, reject: false })
    expect(lastLine(run.stdout)).toMatchObject({ outcome: 'succeeded', value: { rows: 2 } })
  })
})

describe('simmer', () => {
  test('lists the tasks with their titles', async () => {
    expect((await simmer(['list'])).stdout).toMatch(/^count-primes +Count primes$/m)
  })

  test.each([[[], 2], [['--help'], 0], [['nonsense'], 2], [['run', '--help'], 0], [['run'], 2]])('%j exits with %i and tells how it is used', async (args, code) => {
    const { exitCode, stdout, stderr } = await simmer(args)
    expect(exitCode).toBe(code)
    expect(`${String(stdout)}${String(stderr)}`).toContain('simmer run')
  })
})
