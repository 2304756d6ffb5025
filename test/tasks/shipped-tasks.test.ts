import { readFileSync, readdirSync } from 'node:fs'
import { join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'
import { callbackOf, describeTask, type JobContext, jobContextKey } from '../../src/sdk/internal.ts'
import type { TaskDescriptor } from '../../src/shared/task.ts'

const tasks = join(import.meta.dirname, '../../tasks')
const library = join(tasks, 'lib')
const scripts = readdirSync(tasks, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !`${entry.parentPath}/`.startsWith(`${library}/`) && !entry.parentPath.includes('.simmer'))
  .map((entry) => relative(tasks, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
  .sort()

async function load(path: string): Promise<unknown> {
  const module = await import(pathToFileURL(join(tasks, path)).href) as { readonly default: unknown }
  return module.default
}

async function describeScript(path: string): Promise<TaskDescriptor> {
  return describeTask(await load(path), undefined)
}

const holder = globalThis as { [jobContextKey]?: () => JobContext }
afterEach(() => { Reflect.deleteProperty(holder, jobContextKey) })

/** Runs the first callback of a script in this process. */
async function run(path: string, args: readonly unknown[]): Promise<{ readonly result: unknown; readonly progress: readonly unknown[] }> {
  holder[jobContextKey] = () => ({
    signal: new AbortController().signal, onCancel: () => () => undefined, triggered: [], triggeredId: null, inputs: {}, states: {},
    setProps: () => undefined, scriptDir: tasks, workDir: tasks, attempt: 1,
  })
  const task = await load(path)
  const [descriptor] = describeTask(task, undefined).callbacks
  if (descriptor === undefined) throw new Error(`${path} has no callback`)
  const callback = callbackOf(task, undefined, descriptor.id)
  const progress: unknown[] = []
  const result = await callback.run((value: unknown) => { progress.push(value) }, args)
  callback.checkResult(result)
  return { result, progress }
}

describe('the scripts that ship', () => {
  it('are the seed\'s examples but the distributed one, the fields of a form, the four computations, and the gallery of controls', () => {
    expect(scripts).toEqual([
      'count-primes.ts', 'csv-profile.ts', 'examples/1-simple.ts', 'examples/2-running.ts', 'examples/3-cancel.ts', 'examples/4-progress.ts',
      'examples/5-progress-figure.ts', 'examples/7-caching.ts', 'examples/controls.ts', 'examples/form.ts', 'folder-report.ts', 'monte-carlo-option.ts',
    ])
  })

  it.each(scripts)('%s is accepted, has a description, and needs nothing but simmer, Node and files beside it', async (path) => {
    const { title, description, callbacks } = await describeScript(path)
    expect(title).not.toBe('')
    expect(description).not.toBeNull()
    if (path !== 'examples/controls.ts') expect(callbacks).toHaveLength(1)
    const imported = [...readFileSync(join(tasks, path), 'utf8').matchAll(/ from '([^']+)'/g)].map(([, name]) => name ?? '')
    expect(imported.filter((name) => !/^(?:simmer|node:.+|\.\.?\/.+)$/.test(name))).toEqual([])
  })

  it('import nothing from packages in their library either', () => {
    for (const entry of readdirSync(library, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue
      const text = readFileSync(join(entry.parentPath, entry.name), 'utf8')
      for (const [, name] of text.matchAll(/ from '([^']+)'/g)) expect(name).toMatch(/^(?:node:|\.|simmer$)/)
    }
  })
})

describe('the seed\'s examples', () => {
  it('S1 writes one paragraph at a click, and when the page opens', async () => {
    expect((await describeScript('examples/1-simple.ts')).callbacks[0]).toMatchObject({ kind: 'long', preventInitialCall: false, running: [], cancel: [], cacheBy: null })
  })

  it('S3 disables Run and enables Cancel while it runs', async () => {
    const [callback] = (await describeScript('examples/3-cancel.ts')).callbacks
    expect(callback?.running.map(({ target, during, after }) => [target.id, target.prop, during, after])).toEqual([
      ['button_id', 'disabled', true, false], ['cancel_button_id', 'disabled', false, true],
    ])
    expect(callback?.cancel).toEqual([{ kind: 'input', id: 'cancel_button_id', prop: 'nClicks' }])
  })

  it('S4 goes from 1 to 10 of 10', async () => {
    const { result, progress } = await run('examples/4-progress.ts', [1])
    expect(result).toBe('Clicked 1 times')
    expect(progress).toEqual(Array.from({ length: 10 }, (_, index) => [index + 1, 10]))
  })

  it('S5 has the zero bar for its default and delivers once a second', async () => {
    const [callback] = (await describeScript('examples/5-progress-figure.ts')).callbacks
    expect(callback).toMatchObject({ interval: 1000, progressDefault: { value: { data: [{ type: 'bar', x: [0] }], layout: { xaxis: { range: [0, 10] } } } } })
  })

  it('S7 is cached for a launch, 60 seconds after its last use, and sets the counter back after four clicks', async () => {
    const [callback] = (await describeScript('examples/7-caching.ts')).callbacks
    expect(callback).toMatchObject({ cacheBy: [{ policy: 'launchUid' }], expire: 60 })
    expect((await run('examples/7-caching.ts', [4])).result).toEqual(['Clicked 4 times', 0])
  })
})

describe('the computations', () => {
  it('count-primes gives the number of primes and says how far it is', async () => {
    const { result, progress } = await run('count-primes.ts', [1, { limit: 1_000_000 }])
    expect(result).toEqual({ primes: 78_498 })
    expect(progress.at(-1)).toEqual([1, 'Sieved up to 1,000,000'])
  })

  it('csv-profile profiles the file that ships by default, cached by the file\'s date', async () => {
    expect((await describeScript('csv-profile.ts')).callbacks[0]).toMatchObject({ cacheBy: [{ policy: 'fileMtime', of: { arg: 'file' } }] })
    const { result, progress } = await run('csv-profile.ts', [1, {}])
    expect(result).toMatchObject({ rows: 10_000, delimiter: 'comma', header: true })
    expect(progress.at(-1)).toEqual([1, '10,000 rows'])
  })

  it('folder-report looks through the folder of the script by default, cached by the folder\'s files', async () => {
    expect((await describeScript('folder-report.ts')).callbacks[0]).toMatchObject({ cacheBy: [{ policy: 'folderHash', of: { arg: 'folder' }, content: false }] })
    const { result } = await run('folder-report.ts', [1, {}])
    expect(result).toMatchObject({ folder: tasks, largest: [{ path: join('data', 'bird-strikes.csv') }, ...Array<unknown>(24).fill(expect.anything())] })
  })

  it('monte-carlo-option prices with a live figure, and never covers the clicks with its key', async () => {
    const [callback] = (await describeScript('monte-carlo-option.ts')).callbacks
    expect(callback).toMatchObject({ cacheBy: [], cacheArgsToSkip: ['clicks'], preventInitialCall: true })
    const fields = { kind: 'call', style: 'european', spot: 100, strike: 100, ratePercent: 5, dividendPercent: 0, volatilityPercent: 20, years: 1, fixings: 52, paths: 100_001, seed: 1 }
    const { result, progress } = await run('monte-carlo-option.ts', [{ clicks: 1, ...fields }])
    expect(result).toMatchObject({ summary: expect.stringContaining('Black–Scholes says 10.4506') as unknown, rows: { length: 7 } })
    expect(progress).toHaveLength(100)
    expect(progress.at(-1)).toEqual([1, expect.objectContaining({ data: expect.anything() as unknown })])
  })
})
