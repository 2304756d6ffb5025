import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchApp } from '../support/launch-app.ts'
import { writeScripts } from '../support/script-folder.ts'
import { activity, button, endedCount, openTask, taskList } from '../support/task-window.ts'

let folder: string
let page: Page

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'simmer-bad-'))
  await writeScripts(folder, {
    'forever.ts': `import 'simmer'\nexport default undefined\nwhile (true) {}\n`,
    'throws.ts': `import { defineTask } from 'simmer'\n\nthrow new Error('No weather today')\nexport default defineTask({})\n`,
    'nothing.ts': `import { defineTask } from 'simmer'\nexport const task = defineTask\n`,
    'syntax.ts': `import { defineTask } from 'simmer'\n\nconst = 3\n`,
    'number.ts': 'export default 42\n',
    'fine.ts': formTask('Fine', 'run: () => ({ value: 7 })'),
    'prints.ts': formTask('Prints', `run() {
      const lines = ('x'.repeat(99) + '\\n').repeat(10_000)
      for (let part = 0; part < 100; part += 1) process.stdout.write(lines)
      console.log('y'.repeat(1_000_000))
      console.log('the end')
      return 'printed'
    }`),
    'function.ts': formTask('Function', 'run: () => ({ rows: [{ price: () => 1 }] })'),
    'empty-tank.ts': formTask('Empty tank', `run() {\n    throw new RangeError('The tank is empty')\n  }`),
    'exits.ts': formTask('Exits', `run() { console.log('leaving'); process.exit(3) }`),
    'falls.ts': formTask('Falls', `run() { console.log('falling'); process.kill(process.pid, 'SIGSEGV'); for (;;) {} }`),
  })
  ;({ page } = await launchApp({ tasks: folder, lasts: 'file' }))
})

afterAll(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }))

const alert = (): Promise<string> => page.getByRole('main').getByRole('alert').innerText()
const result = (): Promise<string> => page.getByRole('region', { name: 'Result' }).innerText()

describe('Bad input, A1: a script that cannot be loaded tells on its own page', () => {
  it.each([
    { file: 'throws.ts', tells: /No weather today\s+throws\.ts:3/ },
    { file: 'nothing.ts', tells: /The script has no default export\s+End it with: export default defineTask/ },
    { file: 'number.ts', tells: /The default export is the number 42/ },
    { file: 'syntax.ts', tells: /Expected identifier but found "="[\s\S]+const = 3[\s\S]+syntax\.ts:3/ },
  ])('$file', async ({ file, tells }) => {
    await taskList(page).getByTitle(file).click()
    await expect.poll(() => page.getByRole('heading', { level: 1 }).innerText()).toBe(file.replace('.ts', ''))
    await expect.poll(alert).toMatch(tells)
    await othersAreFine()
  })
})

describe('Bad input: a run that goes wrong tells beside its result', () => {
  it.each([
    { title: 'Empty tank', file: 'empty-tank.ts', promise: 'F4', tells: /RangeError: The tank is empty\s+empty-tank\.ts:7/ },
    { title: 'Function', file: 'function.ts', promise: 'F3', tells: /result\.rows\[0\]\.price is the function price/ },
    { title: 'Exits', file: 'exits.ts', promise: 'F1', tells: /Crashed\..*exit code 3[\s\S]+Last lines of its log\s+leaving/ },
    { title: 'Falls', file: 'falls.ts', promise: 'F1', tells: /Crashed\..*SIGSEGV[\s\S]+Last lines of its log\s+falling/ },
  ])('$promise $file', async ({ title, file, tells }) => {
    await openTask(page, file)
    await expect.poll(() => page.getByRole('heading', { level: 1 }).innerText()).toBe(title)
    await button(page, 'Run').click()
    await expect.poll(alert).toMatch(tells)
    expect(await page.getByTestId('run-status-text').innerText()).toMatch(/^(?:Failed|Crashed) after [\d.]+ s\.$/)
    expect(await button(page, 'Run').isEnabled()).toBe(true)
    expect(await activity(page, 'Now').getByRole('listitem').count()).toBe(0)
    await othersAreFine()
  })

  it('G3 prints 100 MB: the run succeeds, its end is in the log, and the window stays of use', async () => {
    await openTask(page, 'prints.ts')
    await button(page, 'Run').click()
    await expect.poll(result, { timeout: 60_000 }).toContain('printed')
    await page.keyboard.press('Control+l')
    await expect.poll(() => page.getByRole('log').innerText()).toContain('the end')
    await page.keyboard.press('Control+l')
    await othersAreFine()
  })
})

it('A1 a script that loops for ever while it is loaded is given up, and says so', { timeout: 120_000 }, async () => {
  await taskList(page).getByTitle('forever.ts').click()
  await expect.poll(alert, { timeout: 60_000 }).toMatch(/30 s/)
  await othersAreFine()
})

/** Another task of the folder runs as ever. */
async function othersAreFine(): Promise<void> {
  await openTask(page, 'fine.ts')
  await expect.poll(() => page.getByRole('heading', { level: 1 }).innerText()).toBe('Fine')
  const before = await endedCount(page)
  await button(page, 'Run').click()
  await expect.poll(() => endedCount(page)).toBe(before + 1)
  expect(await result()).toContain('7')
}

function formTask(title: string, run: string): string {
  return `import { defineTask } from 'simmer'

export default defineTask({
  title: '${title}',
  params: {},
  ${run},
})
`
}
