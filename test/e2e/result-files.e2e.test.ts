import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchApp, type LaunchedApp } from '../support/launch-app.ts'
import { writeScripts } from '../support/script-folder.ts'

const script = `
  import { writeFileSync } from 'node:fs'
  import { controls, defineTask, file, html, Input, longCallback, Output, State } from 'simmer'
  export default defineTask({
    title: 'Files',
    layout: html.div([
      html.button('Go', { id: 'go' }), html.button('Sum', { id: 'add' }), controls.store({ id: 'files' }), controls.store({ id: 'array' }), html.p('', { id: 'out' }), html.p('', { id: 'sum' }),
    ]),
    callbacks: [
      longCallback({
        name: 'make', output: [Output('files', 'value'), Output('array', 'value'), Output('out', 'children')], inputs: Input('go', 'nClicks'), preventInitialCall: true,
        run: () => {
          writeFileSync('report.txt', 'a report')
          writeFileSync('start.sh', '#!/bin/sh')
          const array = new Float64Array(6_250_000).map((_, index) => index)
          return [[file('report.txt', { name: 'My report.txt' }), file('start.sh')], array, 'made ' + array.length]
        },
      }),
      longCallback({
        name: 'sum', output: Output('sum', 'children'), inputs: Input('add', 'nClicks'), state: State('array', 'value'), preventInitialCall: true,
        run: (_clicks, array) => array.constructor.name + ' ' + array.reduce((all, one) => all + one, 0),
      }),
    ],
  })`
const hashOf = (content: string): string => createHash('sha256').update(content).digest('hex')
const report = { hash: hashOf('a report'), name: 'My report.txt' }

type Asked = 'openResultFile' | 'showResultFile' | 'saveResultFile'
interface Answer { readonly ok: boolean; readonly value?: unknown; readonly error?: { readonly code: string; readonly message: string } }

describe('a result with files and a large array, in the window', () => {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'simmer-files-')))
  afterAll(() => { rmSync(folder, { recursive: true, force: true }) })
  let launched: LaunchedApp
  const ask = (name: Asked, file: object): Promise<Answer> => launched.page.evaluate(([request, given]) => (
    (globalThis as unknown as { simmer: Record<string, (file: object) => Promise<Answer>> }).simmer[request]!(given)), [name, file] as const)
  /** What the system's programs and file manager were asked to open and to show, since the last look. */
  const seen = (): Promise<{ opened: string[]; shown: string[] }> => launched.app.evaluate(() => {
    const { standIn } = globalThis as unknown as { standIn: { opened: string[]; shown: string[] } }
    return { opened: standIn.opened.splice(0), shown: standIn.shown.splice(0) }
  })

  beforeAll(async () => {
    await writeScripts(folder, { 'files.ts': script })
    launched = await launchApp({ tasks: folder, lasts: 'file' })
    await launched.app.evaluate(({ shell }) => {
      const standIn = { opened: [] as string[], shown: [] as string[] }
      Object.assign(globalThis, { standIn })
      shell.openPath = (file) => { standIn.opened.push(file); return Promise.resolve('') }
      shell.showItemInFolder = (file) => { standIn.shown.push(file) }
    })
    await launched.page.click('[data-testid="task-files.ts"][data-state="ready"]')
    await launched.page.click('#go')
    await launched.page.getByText('made 6250000').waitFor()
  })

  it('F3 F11 P7: 50 MB of numbers arrive as they were, and can be an argument again', async () => {
    await launched.page.click('#add')
    await launched.page.getByText(`Float64Array ${6_250_000 * 6_249_999 / 2}`).waitFor({ timeout: 60_000 })
  })

  it('F8: a reloaded window has them, though the saved page is small', async () => {
    await launched.page.reload()
    await launched.page.click('[data-testid="task-files.ts"][data-state="ready"]')
    await launched.page.getByText('made 6250000').waitFor()
    const database = new DatabaseSync(path.join(launched.dataDir, 'simmer.db'), { readOnly: true })
    try {
      expect(database.prepare('SELECT max(length(state)) AS size FROM pages').get()?.['size']).toBeLessThan(100_000)
    } finally { database.close() }
  })

  it('F3: a file opens with the system’s program, as a read-only copy under its name', async () => {
    expect(await ask('openResultFile', report)).toEqual({ ok: true, value: 'opened' })
    const { opened: [copy = ''], shown } = await seen()
    expect(shown).toEqual([])
    expect([path.basename(copy), readFileSync(copy, 'utf8'), statSync(copy).mode & 0o222]).toEqual(['My report.txt', 'a report', 0])
  })

  it('F3: a program is shown in its folder, and never started', async () => {
    expect(await ask('openResultFile', { hash: hashOf('#!/bin/sh'), name: 'start.sh' })).toEqual({ ok: true, value: 'shown' })
    expect(await seen()).toEqual({ opened: [], shown: [expect.stringContaining('start.sh') as string] })
  })

  it('F3: a file is shown in its folder', async () => {
    expect(await ask('showResultFile', report)).toMatchObject({ ok: true })
    expect((await seen()).shown).toEqual([expect.stringContaining('My report.txt') as string])
  })

  it('F3: a file is saved where the user says', async () => {
    const target = path.join(folder, 'mine.txt')
    await launched.app.evaluate(({ dialog }, filePath) => { dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath }) }, target)
    expect(await ask('saveResultFile', report)).toEqual({ ok: true, value: target })
    expect(readFileSync(target, 'utf8')).toBe('a report')
    await launched.app.evaluate(({ dialog }) => { dialog.showSaveDialog = () => Promise.resolve({ canceled: true, filePath: '' }) })
    expect(await ask('saveResultFile', report)).toEqual({ ok: true, value: null })
  })

  it('R22 R23: what is no hash, or none of a kept file, reaches nothing', async () => {
    for (const hash of ['../../simmer.db', 'A'.repeat(64), 7]) expect(await ask('openResultFile', { hash, name: 'x' })).toMatchObject({ ok: false, error: { code: 'REFUSED' } })
    expect(await ask('openResultFile', { hash: '0'.repeat(64), name: 'gone.pdf' })).toMatchObject({ ok: false, error: { code: 'NOT_FOUND', message: 'gone.pdf is no longer there' } })
    expect(await seen()).toEqual({ opened: [], shown: [] })
    expect(existsSync(path.join(launched.dataDir, 'values'))).toBe(true)
  })
})
