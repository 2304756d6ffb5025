import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { LocalLab, silentObserver, textOf } from '../../support/local-lab.ts'

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

  it.each([
    ['throws later', 'run: () => new Promise(() => { setTimeout(() => { throw new Error("later") }, 5) })', 'later'],
    ['rejects and nobody listens', 'run: () => new Promise(() => { void Promise.reject(new Error("unheard")) })', 'unheard'],
    ['throws no error', 'run: () => { throw { odd: 1 } }', '{"odd":1}'],
    ['throws its own cause', 'run: () => { const e = new Error("own"); e.cause = e; throw e }', 'own'],
    ['waits for what never comes', 'run: () => new Promise(() => undefined)', 'never settles'],
  ])('R17 a script that %s fails with what it says', async (name, run, message) => {
    const { end } = await ending(name.replaceAll(' ', '-'), run)
    expect(end).toMatchObject({ end: 'failed', error: { code: 'TASK_THREW', message: expect.stringContaining(message) as string }, receipt: { ended: 0, left: 0 } })
  })

  it.each([
    ['exits', 'run: () => { console.log("bye"); process.exit(3) }', 'exit code 3'],
    ['exits well', 'run: async () => { console.log("bye"); process.exit(0) }', 'exit code 0'],
    ['segfaults', 'run: () => { console.log("bye"); process.kill(process.pid, "SIGSEGV") ; for (;;); }', 'SIGSEGV'],
    ['is killed', 'run: () => { console.log("bye"); process.kill(process.pid, "SIGKILL"); for (;;); }', 'killed from outside'],
    ['closes its channel', 'run: async () => { console.log("bye"); (await import("node:fs")).closeSync(3); await new Promise(r => setTimeout(r, 1e6)) }', 'closed its connection'],
    ['writes to its channel', 'run: async () => { console.log("bye"); (await import("node:fs")).writeSync(3, "hello".repeat(100)); for (;;); }', 'closed its connection'],
  ])('R17 a script that %s has crashed, with its last lines', async (name, run, message) => {
    const { end, watched } = await ending(name.replaceAll(' ', '-'), run)
    expect(end).toMatchObject({ end: 'failed', error: { code: 'CRASHED', message: expect.stringContaining(message) as string } })
    expect(end.end === 'failed' && end.error.lastLines).toContain('bye')
    expect(textOf(watched.logs)).toContain('bye')
    expect(end.receipt.left).toBe(0)
  })

  it('R17 a script that runs out of JavaScript memory has crashed, and is told so', async () => {
    const small = join(lab.folder, 'small-node')
    writeFileSync(small, `#!/bin/sh\nexec '${process.execPath}' --max-old-space-size=40 "$@"\n`, { mode: 0o755 })
    const little = new LocalLab({ runtimes: { find: () => ({ file: small, env: {} }) } })
    const bundle = await little.job('hoards', 'run: () => { const all = []; for (;;) all.push(new Array(1e5).fill(all.length)) }')
    const end = await (await little.run(bundle)).end
    await little[Symbol.asyncDispose]()
    expect(end).toMatchObject({ end: 'failed', error: { code: 'CRASHED', message: 'The script ran out of JavaScript memory' } })
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

  it('F9 a run above its time ends as timed out', async () => {
    const { end } = await ending('slow', 'run: () => { console.log("long"); for (;;); }', { timeout: 0.3 })
    expect(end).toMatchObject({ end: 'failed', error: { code: 'TIMED_OUT', lastLines: ['long'] }, receipt: { ended: 1, left: 0 } })
  })

  it('F9 E2 a run above its time that listens has its grace, and has timed out all the same', async () => {
    const { watched, end } = await ending('tidies', `run: async () => {
      jobContext().onCancel(() => { console.log('tidied up') })
      await new Promise(() => { setInterval(() => {}, 1e6) })
    }`, { timeout: 0.5, cancelGrace: 600 })
    expect(end).toMatchObject({ end: 'failed', error: { code: 'TIMED_OUT', lastLines: ['tidied up'] }, receipt: { left: 0 } })
    expect(textOf(watched.logs)).toContain('tidied up')
  })

  it('F10 what a run started counts as its memory: none of three is above the limit, all together are', async () => {
    const { end } = await ending('family', `run: async () => {
      const { spawn } = await import('node:child_process')
      const hoard = 'globalThis.kept = Buffer.alloc(300e6, 1); setInterval(() => {}, 1e6)'
      for (let child = 0; child < 2; child += 1) spawn(process.execPath, ['-e', hoard], { stdio: 'inherit', detached: child === 1 })
      await new Promise(() => { setInterval(() => {}, 1e6) })
    }`, { memoryLimit: 500 })
    expect(end).toMatchObject({ end: 'failed', error: { code: 'MEMORY_LIMIT' }, receipt: { ended: 3, left: 0 } })
  })

  it('F10 a run above its memory ends as over its limit', async () => {
    const { end } = await ending('big', 'run: async () => { console.log("much"); const all = []; for (;;) { all.push(Buffer.alloc(20e6, 1)); await new Promise(r => setTimeout(r, 5)) } }', { memoryLimit: 400 })
    expect(end).toMatchObject({ end: 'failed', error: { code: 'MEMORY_LIMIT', lastLines: ['much'] } })
  })

  it('A1 a script that throws when imported is broken, with its place', async () => {
    const good = await lab.job('fine', 'run: () => 1')
    const bad = await lab.bundle('broken', 'const x: { y?: { z: number } } = {}\n\nexport const z = x.y!.z\nexport default z\n')
    const request = await lab.request(good)
    const backend = await lab.backend()
    const end = await backend.run({ ...request, bundle: bad }, silentObserver, new AbortController().signal)
    expect(end).toMatchObject({ end: 'failed', error: { code: 'SCRIPT_BROKEN', place: { file: bad.scriptFile, line: 3 } } })
  })

  it('a fault of the engine ends the run as failed and leaves no process', async () => {
    const watched = await lab.run(await lab.job('told', 'run: () => { for (;;); }'), { observe: { started: () => { throw new Error('no disk') } } })
    expect(await watched.end).toMatchObject({ end: 'failed', error: { message: 'no disk' }, receipt: { left: 0 } })
  })
})
