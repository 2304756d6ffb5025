import { afterAll, describe, expect, it } from 'vitest'
import { decodeStored, LocalLab, silentObserver } from '../../support/local-lab.ts'

const hold = 'const hold = () => new Promise((r) => setTimeout(r, 1e6));'

describe('progress of a running job', () => {
  const lab = new LocalLab()
  afterAll(() => lab[Symbol.asyncDispose]())

  const valuesOf = (told: readonly { readonly value: unknown }[]): unknown[] => told.map(({ value }) => value)

  it('D4 the first and the last value arrive, each once, in order, at most one per interval', async () => {
    const watched = await lab.run(await lab.job('counts', 'run: (set) => { for (let i = 1; i <= 1000; i++) set(i) }'), { change: { interval: 10_000 } })
    await watched.end
    expect(valuesOf(watched.progress)).toEqual([1, 1000])
    expect(watched.progress.map(({ seq }) => seq)).toEqual([1, 2])
  })

  it('D4 values get through while the script is in a busy loop, the latest set before a pause included', async () => {
    const watched = await lab.run(await lab.job('computes', 'run: (set) => { for (let i = 0; i < 50; i++) { set(i); const until = performance.now() + 3; while (performance.now() < until); } for (;;); }'))
    await watched.until(() => watched.progress.at(-1)?.value === 49)
    watched.controller.abort()
    await watched.end
    const values = valuesOf(watched.progress) as number[]
    expect(values).toEqual([...new Set(values)].sort((a, b) => a - b))
    expect(values[0]).toBe(0)
  })

  it('D4 the interval is the one that the callback has now, first and last value are told all the same', async () => {
    const watched = await lab.run(await lab.job('seldom', 'run: async (set) => { for (let n = 1; n <= 9; n += 1) { set(n); await new Promise((r) => setTimeout(r, 20)) } }'), { change: { interval: 600_000 } })
    await watched.end
    expect(valuesOf(watched.progress)).toEqual([1, 9])
  })

  it('D4 F6 what was set right before the script ends its own process arrives, at once or later', async () => {
    const atOnce = await lab.run(await lab.job('leaves', `run: (set) => { set(1); set(2); setProps('out', { children: 'leaving' }); process.exit(3) }`))
    expect(await atOnce.end).toMatchObject({ end: 'failed', error: { code: 'CRASHED' } })
    expect([valuesOf(atOnce.progress), valuesOf(atOnce.props).flat()]).toEqual([[1, 2], [{ id: 'out', props: { children: 'leaving' } }]])

    const later = await lab.run(await lab.job('leaves-later', `run: async (set) => {
      set(1)
      await new Promise((r) => setTimeout(r, 500))
      for (let i = 2; i <= 9; i++) set(i)
      setProps('out', { children: 'leaving' }); setProps('go', { disabled: true })
      process.exit(3)
    }`))
    expect(await later.end).toMatchObject({ end: 'failed', error: { code: 'CRASHED' } })
    expect([valuesOf(later.progress)[0], valuesOf(later.progress).at(-1)]).toEqual([1, 9])
    expect(valuesOf(later.props).flat()).toEqual([{ id: 'out', props: { children: 'leaving' } }, { id: 'go', props: { disabled: true } }])
  })

  it('D7 only one value is under way until it was acknowledged', async () => {
    const watched = await lab.run(await lab.job('unheard', `run: async (set) => { ${hold} for (let i = 1; i <= 5; i++) { set(i); await new Promise((r) => setTimeout(r, 20)) } console.log('set'); await hold() }`), { acknowledge: false, change: { interval: 0 } })
    await watched.until(() => watched.logs.length > 0 && watched.progress.length > 0)
    watched.controller.abort()
    await watched.end
    expect(valuesOf(watched.progress)).toHaveLength(1)
  })

  it('D7 the value that waited is sent once the one before is acknowledged', async () => {
    const backend = await lab.backend()
    const bundle = await lab.job('acknowledged', `run: async (set) => { ${hold} set('a'); set('b'); set('c'); await hold() }`)
    const request = await lab.request(bundle, { change: { interval: 0 } })
    const seen: unknown[] = []
    const controller = new AbortController()
    await backend.run(request, {
      ...silentObserver,
      progressed: ({ seq, value }) => {
        seen.push(value)
        if (value === 'c') controller.abort()
        else backend.acknowledge(request.run.id, seq)
      },
    }, controller.signal)
    expect(seen).toEqual(['a', 'c'])
  })

  it('D3 a value is read when it is sent: a million calls cost next to nothing and hold one value', async () => {
    const [calls, memory, last] = await lab.value(await lab.job('floods', `run: (set) => {
      const value = { at: 0 }
      const before = process.memoryUsage().rss
      for (let i = 0; i < 1e6; i++) { value.at = i; set(value) }
      return [1e6, process.memoryUsage().rss - before, value.at]
    }`)) as [number, number, number]
    expect([calls, last]).toEqual([1e6, 999_999])
    expect(memory).toBeLessThan(40e6)
  })

  it('D7 a million values that nobody acknowledges neither block nor throw, and are not kept', async () => {
    const watched = await lab.run(await lab.job('unheard', `run: (set) => {
      for (let i = 0; i < 1e5; i++) set({ at: i, text: 'step ' + i })
      const before = process.memoryUsage().rss
      for (let i = 1e5; i < 1e6; i++) set({ at: i, text: 'step ' + i })
      return process.memoryUsage().rss - before
    }`), { acknowledge: false })
    expect((await watched.end).end).toBe('returned')
    // Kept, 900,000 of them would take more than 100 MB.
    expect(decodeStored(await watched.returned)).toBeLessThan(40e6)
    expect(valuesOf(watched.progress)).toEqual([{ at: 0, text: 'step 0' }, { at: 999_999, text: 'step 999999' }])
  })

  it('D3 a value that cannot be cloned throws where the script set it', async () => {
    const watched = await lab.run(await lab.job('odd', 'run: (set) => { set({ rows: [() => 1] }) }'))
    expect(await watched.end).toMatchObject({ end: 'failed', error: { code: 'NOT_CLONEABLE', message: expect.stringContaining('progress.rows[0]') as string } })
  })

  it('D6 noUpdate crosses inside progress', async () => {
    const watched = await lab.run(await lab.job('partly', 'run: (set) => { set(noUpdate) }'))
    await watched.end
    expect(valuesOf(watched.progress)).toEqual([{ $simmer: 'noUpdate' }])
  })

  it('D4 the last value of a script that throws arrives', async () => {
    const watched = await lab.run(await lab.job('fails', 'run: (set) => { for (let i = 0; i < 100; i++) set(i); throw new Error("no") }'))
    expect((await watched.end).end).toBe('failed')
    expect(valuesOf(watched.progress).at(-1)).toBe(99)
  })

  it('F6 setProps: every id arrives, in order; of one prop at least the last', async () => {
    const watched = await lab.run(await lab.job('writes', `run: () => {
      for (let i = 0; i < 5000; i++) { setProps('a', { children: i }); if (i % 1000 === 0) setProps({ row: i }, { title: 'r' }) }
    }`))
    await watched.end
    const updates = watched.props.flatMap(({ value }) => value)
    const numbers = updates.filter(({ id }) => id === 'a').map(({ props }) => props['children'] as number)
    expect(numbers.at(-1)).toBe(4999)
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b))
    expect(updates.filter(({ id }) => id !== 'a').map(({ id }) => id)).toEqual([0, 1000, 2000, 3000, 4000].map((row) => `{"row":${row}}`))
  })

  it('F6 setProps gets through from a busy loop', async () => {
    const watched = await lab.run(await lab.job('shows', "run: () => { setProps('a', { children: 'x' }); for (;;); }"))
    await watched.until(() => watched.props.length > 0)
    watched.controller.abort()
    await watched.end
    expect(watched.props[0]?.value).toEqual([{ id: 'a', props: { children: 'x' } }])
  })

  it('C3 the context tells what triggered the run', async () => {
    const bundle = await lab.job('asks', 'run: () => { const c = jobContext(); return [c.triggered, c.triggeredId, c.inputs, c.states, c.attempt] }')
    const request = await lab.request(bundle)
    const context = { triggered: [{ id: '{"row":1}', prop: 'nClicks', value: 2 }], inputs: { 'go.nClicks': 2 }, states: { 'x.value': 'y' } } as unknown as typeof request.context
    let result: unknown
    await (await lab.backend()).run({ ...request, context, run: { ...request.run, attempt: 3 } }, {
      ...silentObserver, returned: (value) => { result = decodeStored(value) },
    }, new AbortController().signal)
    expect(result).toEqual([context.triggered, { row: 1 }, context.inputs, context.states, 3])
  })
})
