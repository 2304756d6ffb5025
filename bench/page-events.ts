import path from 'node:path'
import { build } from 'esbuild'
import { root } from '../scripts/lib/paths.mjs'
import { type EventSamples, measureEvents } from './page/measure-events.ts'
import { type Bench, type BenchRow, row } from './row.ts'
import { median, quantile } from './statistics.ts'
import { openApp } from './window/open-app.ts'

const rounds = 400
/** Kinds of which the table tells what they cost in the window too: the commonest, and the dearest. */
const shownInWindow = ['changed, a job', 'progress', 'job succeeded', 'light reply inserts']
const about = { id: 'P19', unit: 'ms' }

/** P19: what one event costs a page of 1,000 components and 200 callbacks, by kind of event. */
export const pageEvents: Bench = {
  id: 'P19',
  run: async () => {
    const [small, page, large] = [20, 200, 2000].map((callbacks) => measureEvents({ callbacks, rounds: callbacks > 200 ? rounds / 4 : rounds, batch: 1 }))
    const inWindow = await measureInWindow()
    return [
      ...(page ?? []).map((samples) => kindRow(samples, 'p50', 0.5)),
      ...(page ?? []).map((samples) => kindRow(samples, 'p99', 0.99)),
      ...inWindow.filter(({ kind }) => shownInWindow.some((name) => kind.startsWith(name))).map((samples) => kindRow(samples, 'in the window, p50', 0.5)),
      growthRow('100 and 20', small ?? [], page ?? []),
      growthRow('10,000 and 2,000', large ?? [], page ?? []),
    ]
  },
}

function kindRow({ kind, reduce, clone }: EventSamples, name: string, share: number): BenchRow {
  return row({ ...about, what: `${kind}, ${name}`, target: '≤ 1 ms' }, { value: quantile(reduce, share), baseline: quantile(clone, share) }, (value) => value <= 1)
}

/** All kinds once, on a page of another size. */
function growthRow(size: string, kinds: readonly EventSamples[], beside: readonly EventSamples[]): BenchRow {
  const all = (samples: readonly EventSamples[]): number => samples.reduce((sum, { reduce }) => sum + median(reduce), 0)
  return row({ ...about, what: `every kind once, p50, on a page of ${size}, beside 1,000 and 200`, target: '≤ 3 × the tenth' }, { value: all(kinds), baseline: all(beside) }, (_value, ratio) => ratio <= 3)
}

/** The same in the page of a real window. Its clock is coarse, so twenty events are timed together. */
async function measureInWindow(): Promise<readonly EventSamples[]> {
  const { outputFiles } = await build({
    absWorkingDir: root, stdin: { contents: "export { measureEvents } from './bench/page/measure-events.ts'", resolveDir: root, loader: 'ts' },
    bundle: true, write: false, format: 'iife', globalName: 'benchOfPage', target: 'chrome130', logLevel: 'error', outfile: path.join(root, '.cache', 'bench', 'page.js'),
  })
  const opened = await openApp('first-line')
  try {
    return await opened.page.evaluate(`${outputFiles[0]?.text ?? ''}; benchOfPage.measureEvents({ callbacks: 200, rounds: 40, batch: 20 })`)
  } finally { await opened[Symbol.asyncDispose]() }
}
