import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { crashError } from '../../../src/main/backends/host-death.ts'
import { parseFromHost } from '../../../src/main/backends/parse-from-host.ts'

describe('what a host says', () => {
  const hash = 'a'.repeat(64)

  it.each([
    [{ from: 'loaded' }],
    [{ from: 'progress', progress: { seq: 1, value: new Map([[1, 2n]]) } }],
    [{ from: 'props', props: { seq: 3, value: [{ id: 'a', props: { children: 'x' } }] } }],
    [{ from: 'returned', value: null }],
    [{ from: 'returned', value: { hash, size: 200_000, file: '/folder/x' } }],
    [{ from: 'threw', error: { code: 'TASK_THREW', message: 'm', cause: { code: 'TASK_THREW', message: 'n' } } }],
    [{ from: 'answered', id: 1, result: { ok: true, value: undefined } }],
  ])('is taken where it is a message of ours: %j', (message) => { expect(parseFromHost(message)).toEqual(message) })

  it.each([
    [null], ['loaded'], [{ from: 'nobody' }], [{ from: 'progress', progress: { seq: 0, value: 1 } }], [{ from: 'props', props: { seq: 1, value: [{ id: 1 }] } }],
    [{ from: 'returned', value: { hash: '../../x', size: 1, file: '/x' } }], [{ from: 'returned', value: { bytes: new Uint8Array(200_000) } }],
    [{ from: 'threw', error: { code: 'NONE', message: 'm' } }], [{ from: 'described', descriptor: { title: 1 } }],
  ])('is refused where it is not: %j', (message) => { expect(parseFromHost(message)).toBeUndefined() })

  it('the hash of a small result is main\'s own, whatever the host says', () => {
    const bytes = new Uint8Array([1, 2, 3])
    expect(parseFromHost({ from: 'returned', value: { hash, size: 9, bytes } }))
      .toEqual({ from: 'returned', value: { hash: createHash('sha256').update(bytes).digest('hex'), size: 3, bytes } })
  })
})

describe('a host that died', () => {
  it.each([
    [{ code: 3, signal: null }, [], /exit code 3/],
    [{ code: null, signal: 'SIGKILL' }, [], /killed from outside/],
    [{ code: null, signal: 'SIGSEGV' }, [], /crashed \(SIGSEGV\)/],
    [{ code: null, signal: 'SIGTERM' }, [], /ended from outside \(SIGTERM\)/],
    [{ code: null, signal: 'SIGABRT' }, ['FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory'], /ran out of JavaScript memory/],
    [null, [], /closed its connection/],
  ] as const)('R17 is told apart: %j', (exit, lines, message) => {
    const error = crashError({ exit: exit === null ? null : { ...exit, failure: null }, garbled: false, begun: true, lastLines: lines })
    expect(error).toMatchObject({ code: 'CRASHED', message: expect.stringMatching(message) as string, lastLines: lines })
  })
})
