import type { Page } from 'playwright-core'
import { type Bench, row } from './row.ts'
import { median } from './statistics.ts'
import { openApp } from './window/open-app.ts'
import { untilQuiet } from './window/until-quiet.ts'

const rounds = 5

/** What the task tells of its million calls: µs a call, of an empty loop too, and how much more memory it then had. */
interface Flooded { readonly took: number; readonly bare: number; readonly megabytes: number }
/** What the window saw meanwhile: frames a second, and by how many ms each value came late. */
interface Seen { readonly out: string; readonly framesPerSecond: number; readonly late: readonly number[] }

/** P5: a million calls of setProgress, and large values from a loop that never lets go. */
export const progressFlood: Bench = {
  id: 'P5',
  run: async () => {
    const opened = await openApp('progress-flood')
    const run = async (what: string): Promise<Seen> => {
      await opened.page.fill('#what', what)
      await untilQuiet(opened.imports)
      return runAndWatch(opened.page)
    }
    try {
      await run('flood')
      const flooded: Flooded[] = []
      for (let round = 0; round < rounds; round += 1) flooded.push(JSON.parse((await run('flood')).out) as Flooded)
      const { late, framesPerSecond } = await run('large')
      const about = { id: 'P5', unit: 'µs' }
      return [
        row({ ...about, what: 'setProgress, each of 1,000,000 calls', target: '≤ 0.3 µs' }, { value: median(flooded.map(({ took }) => took)), baseline: median(flooded.map(({ bare }) => bare)) }, (value) => value <= 0.3),
        row({ ...about, what: 'the same, more memory in the job', unit: 'MB', target: '≤ 40 MB' }, { value: Math.max(...flooded.map(({ megabytes }) => megabytes)) }, (value) => value <= 40),
        row({ ...about, what: 'values of 1 MB every 100 ms from a busy loop, the latest one late by', unit: 'ms', target: '≤ 300 ms' }, { value: Math.max(...late) }, (value) => value <= 300 && late.length >= 10),
        row({ ...about, what: 'the window meanwhile', unit: 'fps', target: '≥ 55 fps' }, { value: framesPerSecond }, (value) => value >= 55),
      ]
    } finally { await opened[Symbol.asyncDispose]() }
  },
}

function runAndWatch(page: Page): Promise<Seen> {
  return page.evaluate(() => new Promise<Seen>((resolve) => {
    const [go, out, at] = ['#go', '#out', '#at'].map((selector) => document.querySelector(selector)) as [Element, Element, Element]
    const late: number[] = []
    let frames = 0
    let over = false
    const frame = (): void => { frames += 1; if (!over) requestAnimationFrame(frame) }
    const watch = { childList: true, characterData: true, subtree: true }
    new MutationObserver(() => { if (at.textContent !== '') late.push(performance.timeOrigin + performance.now() - Number(at.textContent)) }).observe(at, watch)
    const began = performance.now()
    new MutationObserver((_changes, observer) => {
      observer.disconnect()
      over = true
      resolve({ out: out.textContent, framesPerSecond: frames * 1_000 / (performance.now() - began), late })
    }).observe(out, watch)
    requestAnimationFrame(frame)
    go.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }))
  }))
}
