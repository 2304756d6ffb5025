import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { launchScenarios, type ScenarioApp } from '../support/launch-scenarios.ts'
import { recordTexts } from '../support/record-texts.ts'
import { processCount, runRecords } from '../support/run-records.ts'
import { button, endedCount, endedRuns, openTask, textOf, type } from '../support/task-window.ts'

let app: ScenarioApp

beforeAll(async () => {
  app = await launchScenarios(['L05-cache.ts', 'L06-sections.ts', 'L15-factory.ts'])
  return () => app.removeScripts()
})

const text = (id: string): Promise<string> => textOf(app.page, id)
const click = (name: string): Promise<void> => button(app.page, name).click()

describe('cached callbacks in the window', () => {
  it('L05 computes each text once, has both again without a process, and computes again when the shared integer changes', async () => {
    const { page } = app
    await setModelVersion(1)
    await openTask(page, 'L05-cache.ts')
    const before = processCount(app.dataDir)
    for (const [at, word] of ['AAA', 'BBB'].entries()) {
      await runText(word, `Result for '${word}' of model 1`)
      expect(await lastEnd()).toContain('Finished in')
      expect(processCount(app.dataDir)).toBe(before + at + 1)
    }
    const progress = await recordTexts(page, 'status')
    for (const word of ['AAA', 'BBB']) {
      await runText(word, `Result for '${word}' of model 1`)
      expect(await lastEnd()).toContain('From cache')
    }
    expect(processCount(app.dataDir)).toBe(before + 2)
    expect(await progress()).toEqual([])

    await setModelVersion(2)
    await runText('AAA', 'Result for \'AAA\' of model 2')
    expect(await lastEnd()).toContain('Finished in')
    expect(processCount(app.dataDir)).toBe(before + 3)
  })

  it('L06 keeps two sections of one manager apart: neither runs, shows or finds anything of the other', async () => {
    const { page } = app
    await openTask(page, 'L06-sections.ts')
    const before = runRecords(app.dataDir).length
    for (const number of [1, 2]) await type(page, { label: `Text ${number}`, text: 'AAA' })
    const words = ['', 'First', 'Second'] as const
    for (const own of [1, 2] as const) {
      const other = 3 - own
      const others = [await recordTexts(page, `status-${other}`), await recordTexts(page, `result-${other}`)]
      const status = await recordTexts(page, `status-${own}`)
      await click(`Run ${own}`)
      await expect.poll(status).toEqual(['Running', 'Finished'])
      await expect.poll(() => text(`result-${own}`)).toBe(`${words[own]} result for 'AAA'`)
      for (const seen of others) expect(await seen()).toEqual([])
    }
    for (const own of [1, 2]) {
      const ended = await endedCount(page)
      await click(`Run ${own}`)
      await expect.poll(() => endedCount(page)).toBe(ended + 1)
      expect(await lastEnd()).toContain('From cache')
    }
    expect([await text('result-1'), await text('result-2')]).toEqual(['First result for \'AAA\'', 'Second result for \'AAA\''])
    const runs = runRecords(app.dataDir).slice(before)
    expect(runs.map(({ callbackId, hadProcess }) => [callbackId, hadProcess])).toEqual([
      ['result-1.children', true], ['result-2.children', true], ['result-1.children', false], ['result-2.children', false],
    ])
    expect(runs[0]?.cacheKey).not.toBe(runs[1]?.cacheKey)
  })

  it('L15 never mixes the results of two callbacks that one factory made, beside one another and cached', async () => {
    const { page } = app
    await openTask(page, 'L15-factory.ts')
    const before = processCount(app.dataDir)
    await greetBoth('Ada')
    await greetBoth('Grace')
    expect(processCount(app.dataDir)).toBe(before + 4)

    await type(page, { label: 'Name', text: 'Ada' })
    for (const language of ['english', 'german']) await click(`Greet in ${language}`)
    await expect.poll(greetings).toEqual(['Hello, Ada!', 'Guten Tag, Ada!'])
    for (const ended of (await endedRuns(page)).slice(0, 2)) expect(ended).toContain('From cache')
    expect(processCount(app.dataDir)).toBe(before + 4)
  })
})

function setModelVersion(version: number): Promise<void> {
  return writeFile(join(app.folder, 'model-version.txt'), `${version}\n`)
}

async function lastEnd(): Promise<string | undefined> {
  return (await endedRuns(app.page))[0]
}

async function runText(word: string, result: string): Promise<void> {
  const ended = await endedCount(app.page)
  await type(app.page, { label: 'Text', text: word })
  await click('Run')
  await expect.poll(() => text('result')).toBe(result)
  await expect.poll(() => endedCount(app.page)).toBe(ended + 1)
}

function greetings(): Promise<string[]> {
  return Promise.all(['greeting-english', 'greeting-german'].map(text))
}

async function greetBoth(name: string): Promise<void> {
  await type(app.page, { label: 'Name', text: name })
  for (const language of ['english', 'german']) await click(`Greet in ${language}`)
  await expect.poll(() => Promise.all(['status-english', 'status-german'].map(text))).toEqual(['Running', 'Running'])
  await writeFile(join(app.folder, `${name}.arrived`), '')
  await expect.poll(greetings).toEqual([`Hello, ${name}!`, `Guten Tag, ${name}!`])
}
