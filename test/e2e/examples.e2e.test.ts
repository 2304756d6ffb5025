import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { launchApp } from '../support/launch-app.ts'
import { recordProgress } from '../support/record-progress.ts'
import { button, endedRuns, openTask } from '../support/task-window.ts'

let page: Page

beforeAll(async () => { ({ page } = await launchApp({ lasts: 'file' })) })

const paragraph = (): Promise<string | null> => page.locator('#paragraph_id').textContent()
const visible = (id: string): Promise<boolean> => page.locator(`#${id}`).isVisible()

describe('the examples as they stand', () => {
  it('S1 runs a job of two seconds at a click and writes what it returns', async () => {
    await openTask(page, 'examples/1-simple.ts')
    await expect.poll(paragraph).toBe('Clicked 0 times')
    await button(page, 'Run Job!').click()
    await expect.poll(paragraph).toBe('Clicked 1 times')
  })

  it('S2 disables the button while the job runs and enables it at the end', async () => {
    await openTask(page, 'examples/2-running.ts')
    const run = button(page, 'Run Job!')
    await expect.poll(paragraph).toBe('Clicked 0 times')
    await expect.poll(() => run.isEnabled()).toBe(true)
    await run.click()
    await expect.poll(() => run.isDisabled()).toBe(true)
    expect(await paragraph()).toBe('Clicked 0 times')
    await expect.poll(() => run.isEnabled()).toBe(true)
    await expect.poll(paragraph).toBe('Clicked 1 times')
  })

  it('S3 cancels a job: the paragraph keeps its text, both buttons come back, and the next run gives its result', async () => {
    await openTask(page, 'examples/3-cancel.ts')
    const [run, cancel] = [button(page, 'Run Job!'), button(page, 'Cancel Running Job!')]
    await expect.poll(paragraph).toBe('Clicked 0 times')
    await run.click()
    await expect.poll(() => run.isDisabled()).toBe(true)
    await cancel.click()
    await expect.poll(async () => (await endedRuns(page))[0]).toContain('Canceled. 1 process ended, 0 left.')
    expect([await run.isEnabled(), await cancel.isDisabled(), await paragraph()]).toEqual([true, true, 'Clicked 0 times'])
    await run.click()
    await expect.poll(paragraph).toBe('Clicked 2 times')
    expect([await run.isEnabled(), await cancel.isDisabled()]).toEqual([true, true])
  })

  it('S4 fills a bar in ten steps, which shows in place of the paragraph while the job runs', async () => {
    await openTask(page, 'examples/4-progress.ts')
    await expect.poll(paragraph).toBe('Clicked 0 times')
    await expect.poll(() => visible('progress_bar')).toBe(false)
    const shown = await recordBar(page)
    const delivered = await recordProgress(page)
    await button(page, 'Run Job!').click()
    await expect.poll(() => visible('progress_bar')).toBe(true)
    expect(await visible('paragraph_id')).toBe(false)
    await expect.poll(paragraph).toBe('Clicked 1 times')
    expect([await visible('paragraph_id'), await visible('progress_bar')]).toEqual([true, false])
    const steps = Array.from({ length: 10 }, (_, index) => `${index + 1}/10`)
    expect(await delivered()).toEqual(steps.map((step) => step.split('/').map(Number)))
    // The job returns right after its tenth step, which therefore may have no frame of its own to be drawn in.
    expect(['9/10', '10/10']).toContain((await shown()).at(-1))
    expect(await shown()).toEqual(steps.slice(0, (await shown()).length))
  })

  it('S5 draws progress as a figure, which is back at zero at the end', async () => {
    await openTask(page, 'examples/5-progress-figure.ts')
    await expect.poll(paragraph).toBe('Clicked 0 times')
    await expect.poll(barOfFigure).toBe(0)
    await button(page, 'Run Job!').click()
    await expect.poll(() => visible('progress_bar_graph')).toBe(true)
    await expect.poll(barOfFigure).toBeGreaterThan(0)
    const early = await barOfFigure()
    await expect.poll(barOfFigure).toBeGreaterThan(early)
    await expect.poll(paragraph).toBe('Clicked 1 times')
    await expect.poll(barOfFigure).toBe(0)
    expect(await visible('progress_bar_graph')).toBe(false)
  })
})

/** Watches the bar from now on; answers with what it has shown, each once. */
async function recordBar(window: Page): Promise<() => Promise<readonly string[]>> {
  const recorded = await window.locator('#progress_bar').evaluateHandle((bar) => {
    const seen: string[] = []
    const look = (): void => {
      const text = `${bar.getAttribute('value') ?? ''}/${bar.getAttribute('max') ?? ''}`
      if (text !== '/' && seen.at(-1) !== text) seen.push(text)
    }
    new MutationObserver(look).observe(bar, { attributeFilter: ['value', 'max'] })
    return seen
  })
  return () => recorded.jsonValue()
}

/** Where the bar of the drawn figure ends, as Plotly has it. */
async function barOfFigure(): Promise<number> {
  return page.locator('#progress_bar_graph .js-plotly-plot').evaluate((plot) => {
    const { data } = plot as unknown as { readonly data: readonly { readonly x: readonly number[] }[] }
    return data[0]?.x[0] ?? Number.NaN
  })
}
