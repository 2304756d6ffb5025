import { afterAll, describe, expect, it } from 'vitest'
import { LocalLab } from '../../support/local-lab.ts'

describe('how a run ends in the local backend', () => {
  const lab = new LocalLab()
  afterAll(() => lab[Symbol.asyncDispose]())

  const ending = async (name: string, run: string, change = {}) => {
    const watched = await lab.run(await lab.job(name, run), { change })
    return { watched, end: await watched.end }
  }

  it('F1 a value that is returned is the result', async () => {
    expect(await lab.value(await lab.job('adds', 'run: (_set, n) => n + 1'), { args: [41] })).toBe(42)
  })

  it('F2 null, undefined, noUpdate and PreventUpdate are told apart', async () => {
    const results: unknown[] = []
    for (const body of ['null', 'undefined', 'noUpdate']) {
      const { watched, end } = await ending('gives', `run: () => ${body}`)
      expect(end.end).toBe('returned')
      results.push(await watched.returned)
    }
    const { watched, end } = await ending('prevents', 'run: () => { throw new PreventUpdate() }')
    expect(end.end).toBe('returned')
    results.push(await watched.returned)
    expect(results.map((value) => value === null)).toEqual([false, false, true, true])
  })

  it('F4 what the script throws has its class, its stack and its place in the script itself', async () => {
    const bundle = await lab.bundle('throws', [
      "import { defineTask, longCallback, html, Input, Output } from 'simmer'",
      'interface Shape { readonly sides: number }',
      'function area(shape: Shape): number {',
      "  throw new RangeError(`No area for ${shape.sides} sides`)",
      '}',
      "export default defineTask({ title: 'x', layout: html.div([html.p('', { id: 'out' }), html.button('b', { id: 'go' })]),",
      "  callbacks: [longCallback({ output: Output('out', 'children'), inputs: Input('go', 'nClicks'), run: () => area({ sides: 2 }) })] })",
    ].join('\n'))
    const end = await (await lab.run(bundle)).end
    expect(end).toMatchObject({ end: 'failed', error: { code: 'TASK_THREW', name: 'RangeError', message: 'No area for 2 sides', place: { file: bundle.scriptFile, line: 4 } } })
    const stack = end.end === 'failed' ? end.error.stack ?? '' : ''
    expect(stack).toContain(`${bundle.scriptFile}:4`)
    expect(stack).not.toMatch(/host[\\/]|sdk[\\/]|node:internal/)
  })

  it('F1 the last 50 lines are kept with a crash', async () => {
    const { end } = await ending('prints', 'run: () => { for (let i = 1; i <= 200; i++) console.log("line " + i); process.exit(1) }')
    const lines = end.end === 'failed' ? end.error.lastLines ?? [] : []
    expect([lines.length, lines[0], lines.at(-1)]).toEqual([50, 'line 151', 'line 200'])
  })

  it('F3 a result that cannot be cloned names the part at fault', async () => {
    const { end } = await ending('function', 'run: () => ({ rows: [1, 2, 3, { fn: () => 1 }] })')
    expect(end).toMatchObject({ end: 'failed', error: { code: 'NOT_CLONEABLE', message: expect.stringContaining('result.rows[3].fn') as string } })
  })

  it('F3 Date, Map, Set, BigInt and typed arrays survive', async () => {
    const value = await lab.value(await lab.job('rich', 'run: () => ({ d: new Date(5), m: new Map([[1, new Set([2n])]]), t: new Float64Array([1.5]) })'))
    expect(value).toEqual({ d: new Date(5), m: new Map([[1, new Set([2n])]]), t: new Float64Array([1.5]) })
  })

  it('F3 a 50 MB result comes as a file that was synced in the working folder', async () => {
    const { watched, end } = await ending('large', 'run: () => new Uint8Array(50e6).fill(7)')
    const stored = await watched.returned
    expect(end.end).toBe('returned')
    expect(stored).toMatchObject({ size: expect.any(Number) as number, file: expect.stringContaining('.result-') as string })
    expect(stored?.bytes).toBeUndefined()
    expect(stored?.size).toBeGreaterThan(50e6)
  })

  it('a fault of the engine ends the run as failed and leaves no process', async () => {
    const watched = await lab.run(await lab.job('told', 'run: () => { for (;;); }'), { observe: { started: () => { throw new Error('no disk') } } })
    expect(await watched.end).toMatchObject({ end: 'failed', error: { message: 'no disk' }, receipt: { left: 0 } })
  })
})
