import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { ErrorInfo } from '../../../src/shared/errors.ts'
import { fullSize } from '../../support/full-size.ts'
import { scriptFolder } from '../../support/script-folder.ts'

const program = fileURLToPath(new URL('../../support/killed-session.ts', import.meta.url))

/** Writes a line as its side effect; named "waits…" it never ends, named "kills…" it ends its app with it. */
const script = (options: string): string => `
import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { defineTask, html, Input, jobContext, longCallback, State } from 'simmer'
export default defineTask({
  title: 'Side effect',
  layout: html.div([html.button('go', { id: 'go' }), html.p('', { id: 'name' })]),
  callbacks: [longCallback({
    name: 'go', inputs: Input('go', 'nClicks'), state: State('name', 'children'), preventInitialCall: true, ${options}
    async run(_clicks, name) {
      appendFileSync(join(jobContext().scriptDir, 'lines'), name + '\\n')
      console.log('written')
      if (name.startsWith('kills')) process.kill(process.ppid, 'SIGKILL')
      if (name.startsWith('waits') || name.startsWith('kills')) await new Promise((resolve) => setTimeout(resolve, 1e8))
    },
  })],
})`

interface Told { readonly label: string; readonly status: string; readonly error: ErrorInfo | null }
interface Lab {
  readonly run: (wish: { readonly point: string | null; readonly script?: string; readonly name?: string }) => Promise<readonly Told[]>
  readonly lines: (name: string) => number
}

async function lab(): Promise<Lab> {
  const tasks = await scriptFolder({ 'once.ts': script(''), 'again.ts': script("onInterrupted: 'requeue',") })
  const dataDir = mkdtempSync(join(tmpdir(), 'simmer-killed-'))
  onTestFinished(() => { rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 }) })
  return {
    run: async (wish) => {
      const child = spawn(process.execPath, [program, JSON.stringify({ dataDir, tasks, script: 'once.ts', name: '', ...wish })], { stdio: ['ignore', 'pipe', 'pipe'] })
      onTestFinished(() => { child.kill('SIGKILL') })
      return told(child, wish.point !== null)
    },
    lines: (name) => {
      try { return readFileSync(join(tasks, 'lines'), 'utf8').split('\n').filter((line) => line === name).length } catch { return 0 }
    },
  }
}

async function told(child: ChildProcess, dies: boolean): Promise<readonly Told[]> {
  const output: string[] = []
  child.stdout?.on('data', (text) => output.push(String(text)))
  child.stderr?.on('data', (text) => output.push(String(text)))
  const [code, signal] = await once(child, 'close') as [number | null, string | null]
  if (dies ? signal !== 'SIGKILL' : code !== 0) throw new Error(`ended with ${code ?? signal}: ${output.join('')}`)
  return JSON.parse(output.join('')) as readonly Told[]
}

/** What becomes of a job whose app died there, and how often it ran. `most`: the kill may come before the line. */
const points = [
  { point: 'queued', ends: 'succeeded', lines: [1] },
  { point: 'claimed', ends: 'succeeded', lines: [1] },
  { point: 'spawned', ends: 'failed', lines: [0] },
  { point: 'started', ends: 'failed', lines: [0, 1] },
  { point: 'returned', ends: 'failed', lines: [1] },
  { point: 'committed', ends: 'succeeded', lines: [1] },
  { point: 'canceling', ends: 'failed', lines: [1] },
  { point: 'ending', ends: 'succeeded', lines: [1] },
  { point: 'ended', ends: 'succeeded', lines: [1] },
] as const

describe.runIf(process.platform === 'linux')('an app that is killed', () => {
  test('R8: runs nothing twice, wherever on a job\'s way it dies, and decides every job', { timeout: fullSize(480_000, 7_200_000) }, async () => {
    const { run, lines } = await lab()
    const rounds = fullSize(1, 20)
    for (let round = 1; round <= rounds; round++) {
      for (const { point } of points) await run({ point, name: `${point === 'canceling' ? 'waits ' : ''}${point} ${round}` })
    }
    const ended = await run({ point: null })
    expect(ended).toHaveLength(points.length * rounds)
    const seen = new Map<string, number>()
    for (let round = 1; round <= rounds; round++) {
      for (const { point, ends, lines: allowed } of points) {
        const name = `${point === 'canceling' ? 'waits ' : ''}${point} ${round}`
        const job = ended.find(({ label }) => label.includes(name))
        expect({ name, status: job?.status }).toEqual({ name, status: ends })
        if (ends === 'failed') expect(job?.error?.code).toBe('INTERRUPTED')
        expect(allowed).toContain(lines(name))
        seen.set(point, (seen.get(point) ?? 0) + lines(name))
      }
    }
    if (rounds > 1) console.log(`R8: ${points.length} points × ${rounds} kills; lines written: ${JSON.stringify(Object.fromEntries(seen))}`)
  })

  test('R8, negative control: a task that asks for it is run again, and the second line is seen', { timeout: 300_000 }, async () => {
    const { run, lines } = await lab()
    await run({ point: 'returned', script: 'again.ts', name: 'again' })
    const [job] = await run({ point: null })
    expect(job?.status).toBe('succeeded')
    expect(lines('again')).toBe(2)
  })

  test('R9: a run that ends its app twice is not started a third time, the app starts, and it can be run again', { timeout: 300_000 }, async () => {
    const { run, lines } = await lab()
    await run({ point: 'nowhere', script: 'again.ts', name: 'kills' })
    // Queued again at the start, it ends the app before that has said anything.
    await expect(run({ point: 'nowhere', script: 'again.ts', name: 'never' })).rejects.toThrow('JSON')
    const [job, ...others] = await run({ point: null })
    expect(others).toEqual([])
    expect(job).toMatchObject({ status: 'failed', error: { code: 'INTERRUPTED', message: expect.stringContaining('ended twice') as string, hint: expect.stringContaining('run it again') as string } })
    expect(lines('kills')).toBe(2)
    await run({ point: 'committed', name: 'kept' })
    expect((await run({ point: null })).map(({ status }) => status).sort()).toEqual(['failed', 'succeeded'])
  })
})
