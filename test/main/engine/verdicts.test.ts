import { readFileSync, writeFileSync } from 'node:fs'
import { expect, onTestFinished, test, vi } from 'vitest'
import type { CacheVerdict } from '../../../src/shared/contract.ts'
import { Verdicts } from '../../../src/main/engine/verdicts.ts'
import { verdictWords } from '../../../src/renderer/words/verdict-words.ts'
import { callbackOf, engineBench } from '../../support/engine-bench.ts'

test('H11: a later question of the same place ends what an older one still reads; another place is left alone', async () => {
  const verdicts = new Verdicts()
  const signals: AbortSignal[] = []
  const ask = (signal: AbortSignal): Promise<CacheVerdict> => new Promise((_resolve, reject) => {
    signals.push(signal)
    signal.addEventListener('abort', () => { reject(signal.reason as Error) })
  })
  const older = verdicts.of('form', ask)
  void verdicts.of('other', ask)
  expect(await verdicts.of('form', () => Promise.resolve({ verdict: 'uncached' }))).toEqual({ verdict: 'uncached' })
  expect(await older).toMatchObject({ verdict: 'unknown' })
  expect(signals.map(({ aborted }) => aborted)).toEqual([true, false])
})

test('H11: a result that became too old is told as that, not as one that never was', () => {
  expect(verdictWords({ verdict: 'miss', differs: [], expired: true }, 0)).toBe('Will run: what was computed before is too old')
  expect(verdictWords({ verdict: 'miss', differs: [] }, 0)).toBe('Will run: not computed before')
})

test('R12: a large result whose file was damaged, its size unchanged, is computed again and never served', async () => {
  const made = engineBench(callbackOf({ cacheBy: [] }))
  onTestFinished(() => { made.close() })
  const large = made.store.codec.encode(new Uint8Array(200_000).fill(7))
  await made.engine.trigger(made.calls(['a']))
  made.backend.last.returns(large)
  made.backend.last.exit()
  await vi.waitFor(async () => { expect(await made.engine.trigger(made.calls(['a']))).toMatchObject({ reply: 'cached' }) })
  const file = made.store.values.fileOf(large.hash)
  const bytes = readFileSync(file)
  bytes[100_000]! ^= 1
  writeFileSync(file, bytes)
  expect((await made.engine.trigger(made.calls(['a']))).reply).toBe('queued')
  made.backend.last.returns(large)
  made.backend.last.exit()
  await vi.waitFor(async () => { expect(await made.engine.trigger(made.calls(['a']))).toMatchObject({ reply: 'cached' }) })
  expect(made.store.values.read(large.hash)).toHaveLength(large.size)
})
