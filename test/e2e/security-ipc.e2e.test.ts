import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { launchApp, type LaunchedApp } from '../support/launch-app.ts'

let launched: LaunchedApp
beforeAll(async () => {
  launched = await launchApp({ lasts: 'file' })
  await launched.page.getByRole('navigation', { name: 'Tasks', exact: true }).waitFor()
})

/** What a window that is not Simmer's gets, though it has our preload: it asks for the first snapshot from `url`. */
function askFrom(url: string, question = 'snapshot()'): Promise<unknown> {
  return launched.app.evaluate(async ({ app, BrowserWindow }, { address, asked }) => {
    const stranger = new BrowserWindow({ show: false, webPreferences: { preload: `${app.getAppPath()}/out/preload/index.cjs`, sandbox: true } })
    try {
      await stranger.loadURL(address).catch(() => undefined)
      return await stranger.webContents.executeJavaScript(`window.simmer ? window.simmer.${asked} : 'no bridge'`) as unknown
    } finally { stranger.destroy() }
  }, { address: url, asked: question })
}

describe('R22: requests', () => {
  it.each([['about:blank'], ['data:text/html,<p>hello</p>'], ['app://simmer/'], ['app://other/']])('R22: a strange window on %s is refused', async (url) => {
    const answer = await askFrom(url)
    if (answer !== 'no bridge') expect(answer).toMatchObject({ ok: false, error: { code: 'REFUSED' } })
  })

  it('R22: what is saved at once is checked as any request: the sender, the arguments, and whose page it is', async () => {
    const saved = { pageId: 'nobody’s', taskId: 'none', savedAt: 1, state: {} }
    expect(await askFrom('app://other/', `savePageAtOnce(${JSON.stringify(saved)})`)).toMatchObject({ ok: false, error: { code: 'REFUSED' } })
    const answers = await launched.page.evaluate((page) => {
      const { savePageAtOnce } = (globalThis as unknown as { simmer: { savePageAtOnce: (...args: unknown[]) => unknown } }).simmer
      return [savePageAtOnce(page), savePageAtOnce(5), savePageAtOnce()]
    }, saved)
    expect(answers).toEqual([1, 2, 3].map(() => expect.objectContaining({ ok: false, error: expect.objectContaining({ code: 'REFUSED' }) as unknown }) as unknown))
  })

  it('R22: a subframe has no bridge', async () => {
    const bridges = await launched.page.evaluate(() => {
      const frame = document.createElement('iframe')
      document.body.append(frame)
      const inside = frame.contentWindow as unknown as { simmer?: unknown } | null
      const found = inside?.simmer === undefined ? 'none' : 'bridge'
      frame.remove()
      return found
    })
    expect(bridges).toBe('none')
  })

  it('R22: an unknown channel has no answer', async () => {
    const preload = path.join(launched.dataDir, 'ask.cjs')
    await writeFile(preload, "const { contextBridge, ipcRenderer } = require('electron')\ncontextBridge.exposeInMainWorld('ask', (channel) => ipcRenderer.invoke(channel).then(() => 'answered', (error) => error.message))")
    const answer = await launched.app.evaluate(async ({ BrowserWindow }, file) => {
      const other = new BrowserWindow({ show: false, webPreferences: { preload: file } })
      try {
        await other.loadURL('about:blank')
        return await other.webContents.executeJavaScript("window.ask('runAnything')") as string
      } finally { other.destroy() }
    }, preload)
    expect(answer).toMatch(/No handler registered/)
  })

  it('C7 R22: a window cannot act on a page that it does not have', async () => {
    const answer = await launched.page.evaluate(async () => {
      const bridge = (globalThis as unknown as { simmer: { snapshot(): Promise<{ value: { tasks: { id: string }[] } }>; trigger(call: unknown): Promise<unknown> } }).simmer
      const { value } = await bridge.snapshot()
      return bridge.trigger({
        taskId: value.tasks[0]?.id, callbackId: 'run', instance: '', pageId: 'somebody-elses', args: [], context: { triggered: [], inputs: {}, states: {} }, fresh: false,
      })
    })
    expect(answer).toMatchObject({ ok: false, error: { code: 'REFUSED' } })
  })

  it('R22: files outside of the tasks folders are never opened', async () => {
    const answer = await launched.page.evaluate(() => (globalThis as unknown as { simmer: { openSource(place: unknown): Promise<unknown> } }).simmer.openSource({ file: '/etc/passwd', line: 1 }))
    expect(answer).toMatchObject({ ok: false, error: { code: 'REFUSED' } })
  })

  it('R22: 10,000 fuzzed messages leave the app alive, each answered and none unhandled', async () => {
    await launched.app.evaluate(() => {
      const faults: string[] = []
      Object.assign(globalThis, { faults })
      process.on('uncaughtException', (error) => faults.push(String(error)))
      process.on('unhandledRejection', (error) => faults.push(String(error)))
    })
    const outcome = await launched.page.evaluate(async () => {
      const bridge = (globalThis as unknown as { simmer: Record<string, (...args: unknown[]) => Promise<{ ok: boolean } | undefined>> }).simmer
      // These open windows and dialogs when they are asked rightly, which no fuzzing should.
      const names = Object.keys(bridge).filter((name) => !['onChanged', 'pathOfFile', 'takesPort', 'newWindow', 'addFolder', 'pickPaths', 'openLink', 'savePageAtOnce'].includes(name))
      let seed = 42
      const chance = (below: number): number => { seed = Math.imul(seed ^ (seed >>> 15), 0x2c1b3c6d) + 0x9e3779b9 | 0; return (seed >>> 0) % below }
      const scalars: unknown[] = [null, undefined, 0, -1, Number.NaN, 1e308, '', 'x', '../../etc', '__proto__', 'a'.repeat(5_000), true, 10n, new Date(0), new Map(), new Uint8Array(9), [], {}]
      const value = (depth: number): unknown => {
        const kind = chance(depth > 2 ? 18 : 22)
        if (kind < 18) return scalars[kind]
        if (kind < 20) return Array.from({ length: chance(5) }, () => value(depth + 1))
        const keys = ['taskId', 'callbackId', 'instance', 'pageId', 'args', 'context', 'fresh', 'state', 'savedAt', 'file', 'line', 'name', 'content', 'path', '__proto__', 'constructor']
        return Object.fromEntries(Array.from({ length: chance(8) }, () => [keys[chance(keys.length)], value(depth + 1)]))
      }
      let answered = 0
      for (let round = 0; round < 100; round += 1) {
        await Promise.all(Array.from({ length: 100 }, async () => {
          const name = names[chance(names.length)] ?? 'snapshot'
          const answer = await bridge[name]?.(...Array.from({ length: chance(4) }, () => value(0)))
          if (typeof answer?.ok === 'boolean') answered += 1
        }))
      }
      return answered
    })
    expect(outcome).toBe(10_000)
    expect(await launched.app.evaluate(() => (globalThis as unknown as { faults: string[] }).faults)).toEqual([])
  })
})
