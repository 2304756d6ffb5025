import { afterAll, describe, expect, it } from 'vitest'
import { LinuxProcessTable } from '../../../src/main/backends/linux-process-table.ts'
import { LocalDescriber } from '../../../src/main/backends/describer.ts'
import { LocalPageHosts } from '../../../src/main/backends/page-hosts.ts'
import { brandAs } from '../../../src/shared/brand.ts'
import type { HostCall } from '../../../src/shared/protocol.ts'
import { LocalLab } from '../../support/local-lab.ts'

const page = (callbacks: string): string => `
  import { defineTask, callback, longCallback, html, Input, Output, jobContext, noUpdate, PreventUpdate } from 'simmer'
  export default defineTask({ title: 'p',
    layout: html.div([html.button('go', { id: 'go' }), html.p('', { id: 'a' }), html.p('', { id: 'b' }), html.p('', { id: 'c' })]),
    callbacks: [${callbacks}] })`

const light = (id: string, run: string): string => `callback({ name: '${id}', output: Output('${id}', 'children'), inputs: [Input('go', 'nClicks')], run: ${run} })`

const call = (callbackId: string, args: readonly unknown[] = [1]): HostCall =>
  ({ call: 'light', callbackId: brandAs(callbackId), args, context: { triggered: [], inputs: { 'go.nClicks': args[0] }, states: {} } })

describe('the hosts of open pages', () => {
  const lab = new LocalLab()
  const opened: LocalPageHosts[] = []
  const hosts = async (limit?: number): Promise<LocalPageHosts> => {
    const made = new LocalPageHosts((await lab.backend()).spawner, limit)
    opened.push(made)
    return made
  }
  afterAll(async () => {
    await Promise.all(opened.map((each) => each[Symbol.asyncDispose]()))
    await lab[Symbol.asyncDispose]()
  })

  it('a light callback answers from one resident process, each call with its own context', async () => {
    const bundle = await lab.bundle('light', page(light('a', 'async (n) => { await new Promise((r) => setTimeout(r, 20 - n)); return [n, process.pid, jobContext().inputs["go.nClicks"]].join() }')))
    const pages = await hosts()
    const results = await Promise.all([1, 2, 3].map((n) => pages.call(bundle, call('a', [n]))))
    const texts = results.map((result) => (result.ok ? String(result.value) : result.error.message).split(','))
    expect(texts.map(([n, , input]) => [n, input])).toEqual([['1', '1'], ['2', '2'], ['3', '3']])
    expect(new Set(texts.map(([, pid]) => pid)).size).toBe(1)
  })

  it('F2 noUpdate and PreventUpdate come as the mark', async () => {
    const bundle = await lab.bundle('none', page([light('a', '() => noUpdate'), light('b', '() => { throw new PreventUpdate() }')].join()))
    const pages = await hosts()
    for (const id of ['a', 'b']) expect(await pages.call(bundle, call(id))).toEqual({ ok: true, value: { $simmer: 'noUpdate' } })
  })

  it('what a light callback throws, or cannot give, is told with its place and harms no other call', async () => {
    const bundle = await lab.bundle('throws', page([light('a', '() => { throw new TypeError("no") }'), light('b', '() => () => 1'), light('c', '() => "fine"')].join()))
    const pages = await hosts()
    expect(await pages.call(bundle, call('a'))).toMatchObject({ ok: false, error: { code: 'TASK_THREW', name: 'TypeError', message: 'no', place: { file: bundle.scriptFile } } })
    expect(await pages.call(bundle, call('b'))).toMatchObject({ ok: false, error: { code: 'NOT_CLONEABLE' } })
    expect(await pages.call(bundle, call('c'))).toEqual({ ok: true, value: 'fine' })
    expect(await pages.call(bundle, call('nobody'))).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } })
  })

  it('H4 a cacheBy function and onError are evaluated there', async () => {
    const bundle = await lab.bundle('policies', page(`longCallback({ name: 'a', output: Output('a', 'children'), inputs: [Input('go', 'nClicks')],
      cacheBy: [() => 'v' + 1], onError: (error) => 'instead of ' + error.name + ': ' + error.message, run: () => 1 })`))
    const pages = await hosts()
    expect(await pages.call(bundle, { call: 'policy', callbackId: brandAs('a'), index: 0 })).toEqual({ ok: true, value: 'v1' })
    const error = { code: 'TASK_THREW', name: 'RangeError', message: 'far' } as const
    expect(await pages.call(bundle, { call: 'onError', callbackId: brandAs('a'), error })).toEqual({ ok: true, value: 'instead of RangeError: far' })
  })

  it('a call that never answers fails, and the next gets a new process', async () => {
    const bundle = await lab.bundle('hangs', page([light('a', '() => { for (;;); }'), light('b', '() => process.pid')].join()))
    const pages = await hosts(1.5)
    const before = await pages.call(bundle, call('b'))
    expect(await pages.call(bundle, call('a'))).toMatchObject({ ok: false, error: { code: 'HOST_FAILED', message: expect.stringContaining('did not answer') as string } })
    const after = await pages.call(bundle, call('b'))
    expect([before.ok, after.ok]).toEqual([true, true])
    expect(after).not.toEqual(before)
  })

  it('a page host that dies says so at its call, with its last lines, and is replaced', async () => {
    const bundle = await lab.bundle('dies', page([light('a', '() => { console.log("bye"); process.exit(7) }'), light('b', '() => "back"')].join()))
    const pages = await hosts()
    expect(await pages.call(bundle, call('a'))).toMatchObject({ ok: false, error: { code: 'HOST_FAILED', message: expect.stringContaining('exit code 7') as string, lastLines: ['bye'] } })
    expect(await pages.call(bundle, call('b'))).toEqual({ ok: true, value: 'back' })
  })

  it('a page whose script cannot be imported says why', async () => {
    const bundle = await lab.bundle('broken', 'throw new Error("no import")\nexport default 1')
    expect(await (await hosts()).call(bundle, call('a'))).toMatchObject({ ok: false, error: { code: 'SCRIPT_BROKEN', message: 'no import' } })
  })

  it('release ends the process', async () => {
    const bundle = await lab.bundle('released', page(light('a', '() => process.pid')))
    const pages = await hosts()
    const answer = await pages.call(bundle, call('a'))
    const pid = answer.ok ? Number(answer.value) : 0
    const table = new LinuxProcessTable(0)
    const key = { pid, startTime: table.startTimeOf(pid) ?? '' }
    pages.release(bundle)
    await expect.poll(() => table.alive([key]), { timeout: 10_000 }).toEqual([])
  })

  describe('describing a script', () => {
    it('gives what it defines', async () => {
      const bundle = await lab.bundle('described', page(light('a', '() => 1')))
      expect(await lab.describe(bundle)).toMatchObject({ title: 'p', callbacks: [{ id: 'a', kind: 'light' }] })
    })

    it.each([
      ['throws', 'export default 1\nthrow new Error("at the top")', { code: 'SCRIPT_BROKEN', message: 'at the top', place: { line: 2 } }],
      ['exports something else', 'export default 1', { code: 'SCRIPT_REFUSED', hint: expect.stringContaining('defineTask') as string }],
      ['ends its process', 'export default 1\nconsole.log("bye")\nprocess.exit(3)', { code: 'SCRIPT_BROKEN', lastLines: ['bye'] }],
      ['throws later', 'export default await new Promise(() => { setTimeout(() => { throw new Error("later") }) })', { code: 'SCRIPT_BROKEN', message: 'later' }],
    ])('A1 tells of a script that %s', async (name, source, error) => {
      const bundle = await lab.bundle(name.replaceAll(' ', '-'), source)
      expect(await new LocalDescriber((await lab.backend()).spawner).describe(bundle, 'app')).toMatchObject({ ok: false, error })
    })

    it('A1 a script that loops for ever when imported is given up, and its process is gone', async () => {
      const bundle = await lab.bundle('loops', 'for (;;);\nexport default 1')
      const { spawner } = await lab.backend()
      expect(await new LocalDescriber(spawner, 1).describe(bundle, 'app')).toMatchObject({ ok: false, error: { code: 'SCRIPT_BROKEN', message: expect.stringContaining('did not finish loading') as string } })
    })
  })
})
