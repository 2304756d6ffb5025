import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { contentSecurityPolicy } from '../../src/shared/window-policy.ts'
import { requestNames } from '../../src/shared/contract.ts'
import { fullSize } from '../support/full-size.ts'
import { launchApp, type LaunchedApp, sandboxIsOn } from '../support/launch-app.ts'

let launched: LaunchedApp
const said: string[] = []
beforeAll(async () => {
  launched = await launchApp({ lasts: 'file' })
  launched.page.on('console', (message) => said.push(message.text()))
  await launched.page.reload()
  await launched.page.getByRole('navigation', { name: 'Tasks', exact: true }).waitFor()
})
const inPage = <T>(act: () => T | Promise<T>): Promise<T> => launched.page.evaluate(act)

describe('R21: Electron’s security checklist', () => {
  it('R21 1–8: every window is sandboxed, isolated, without Node, web security on and nothing experimental', async () => {
    const windows = await launched.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => {
      const contents: Electron.WebContents & { getLastWebPreferences?: () => Electron.WebPreferences | null } = window.webContents
      return contents.getLastWebPreferences?.() ?? null
    }))
    expect(windows).toHaveLength(1)
    for (const preferences of windows) {
      expect(preferences).toMatchObject({
        sandbox: true, contextIsolation: true, nodeIntegration: false, nodeIntegrationInSubFrames: false, webSecurity: true,
        allowRunningInsecureContent: false, experimentalFeatures: false, webviewTag: false,
      })
      expect(preferences).not.toMatchObject({ nodeIntegrationInWorker: true })
    }
  })

  it.runIf(sandboxIsOn())('R21 4: the renderer really is in the system’s sandbox', async () => {
    const pid = await launched.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId())
    const { readFile } = await import('node:fs/promises')
    expect(await readFile(`/proc/${String(pid)}/status`, 'utf8')).toMatch(/^Seccomp:\t2$/m)
  })

  it('R21 9: the preload exposes the contract and nothing else, and no Node or Electron is in the page', async () => {
    expect(await inPage(() => Object.keys((globalThis as unknown as { simmer: object }).simmer).sort())).toEqual([...requestNames, 'onChanged', 'pathOfFile', 'takesPort', 'savePageAtOnce'].sort())
    expect(await inPage(() => ['require', 'process', 'module', 'Buffer', 'global', 'electron', '__dirname'].filter((name) => name in globalThis))).toEqual([])
  })

  it('R21 7: the policy comes by header and stops inline scripts and eval', async () => {
    expect(await inPage(async () => (await fetch('/')).headers.get('content-security-policy'))).toBe(contentSecurityPolicy)
    const ran = await inPage(async () => {
      const marks = globalThis as { inline?: boolean }
      const script = document.createElement('script')
      script.textContent = 'globalThis.inline = true'
      document.body.append(script)
      // In a turn of its own: what the test driver itself evaluates is exempt from the policy.
      const evaluated = await new Promise<boolean>((resolve) => {
        setTimeout(() => { try { resolve((globalThis as unknown as { eval(code: string): boolean }).eval('true')) } catch { resolve(false) } }, 0)
      })
      return { inline: marks.inline === true, evaluated }
    })
    expect(ran).toEqual({ inline: false, evaluated: false })
  })

  it('R21 12–14: a page can neither navigate away nor open windows nor embed webviews', async () => {
    const before = launched.page.url()
    await inPage(() => { location.href = 'https://example.com/' })
    await inPage(() => { location.href = 'file:///etc/passwd' })
    expect(await inPage(() => window.open('https://example.com/') === null)).toBe(true)
    await inPage(() => { const view = document.createElement('webview'); view.setAttribute('src', 'https://example.com'); document.body.append(view) })
    await inPage(() => { const frame = document.createElement('iframe'); frame.src = 'app://simmer/'; document.body.append(frame) })
    expect(launched.page.url()).toBe(before)
    const contents = await launched.app.evaluate(({ webContents }) => webContents.getAllWebContents().map((each) => each.getType()))
    expect(contents).toEqual(['window'])
  })

  it('R21 5: every permission is refused', async () => {
    const states = await inPage(async () => Promise.all(['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read', 'midi']
      .map(async (name) => (await navigator.permissions.query({ name: name as PermissionName })).state)))
    expect(new Set(states)).toEqual(new Set(['denied']))
    expect(await inPage(() => Notification.requestPermission())).toBe('denied')
    expect(await inPage(() => navigator.mediaDevices.getUserMedia({ audio: true }).then(() => 'granted', (error: unknown) => (error as Error).name))).toMatch(/NotAllowedError|NotFoundError/)
  })

  it('R21 18: the page is on a scheme of its own, and secure', async () => {
    expect(await inPage(() => [location.protocol, isSecureContext])).toEqual(['app:', true])
  })

  it('R21: Electron warns of nothing', () => {
    expect(said.filter((text) => text.includes('Electron Security Warning'))).toEqual([])
  })
})

describe('R23: the disk', () => {
  /** Spellings that have reached files elsewhere. */
  const spellings = ['..', '%2e%2e', '.%2e', '%2E%2E', '..%2f', '..%5c', '..\\', '%252e%252e', '....//', './/..', '%00', '~', 'C:', '.', ';', '%c0%ae%c0%ae']
  const targets = ['etc/passwd', 'package.json', 'out/main/index.js', 'main/index.js', 'preload/index.cjs', 'windows/win.ini', 'proc/self/environ', 'host/main.js']

  const wandering = fc.array(fc.constantFrom(...spellings), { minLength: 1, maxLength: 7 })
  /** Different ones each: what begins with one of the hosts, wanders about, and ends at a file. */
  const spelled = (hosts: readonly string[], count: number): string[] => fc.sample(
    fc.uniqueArray(fc.tuple(fc.constantFrom(...hosts), wandering, fc.constantFrom(...targets)).map(([host, parts, target]) => `${host}${parts.join('/')}/${target}`), { minLength: count, maxLength: count, size: 'max' }),
    { numRuns: 1, seed: 23 },
  )[0] ?? []

  it('R23: whatever spellings of app:// URLs there are, they read nothing from outside the window’s own files', async () => {
    const urls = spelled(['app://simmer/', 'app://simmer//', 'app://simmer/assets/', 'app://other/', 'app://simmer:80/', 'app://user@simmer/'], fullSize(2_000, 10_000))
    const answered = await launched.page.evaluate(async (all) => {
      const index = await (await fetch('/index.html')).text()
      const leaks: string[] = []
      // Chromium resolves most spellings itself: what is left of them is what may be asked for at all.
      const asked = [...new Set(all.map((url) => URL.parse(url)?.href ?? url))]
      for (let at = 0; at < asked.length; at += 100) {
        await Promise.all(asked.slice(at, at + 100).map(async (url) => {
          try {
            const text = await (await fetch(url)).text()
            if (text !== 'Not found' && text !== index) leaks.push(`${url}: ${text.slice(0, 80)}`)
          } catch { /* refused before it reached us */ }
        }))
      }
      return { leaks, asked: asked.length }
    }, urls)
    expect(answered.leaks).toEqual([])
    expect(answered.asked).toBeGreaterThan(urls.length / 10)
  })

  it('R23: no spelling of a value:// URL reads anything but a value by its hash', async () => {
    const urls = spelled(['value://simmer/', 'value://simmer//', 'value://other/', `value://simmer/${'a'.repeat(64)}/`, 'value://simmer:80/', 'value:///', 'value:'], 1_000)
    const read = await launched.page.evaluate(async (all) => {
      const outcomes = await Promise.all([...all, `value://simmer/${'0'.repeat(64)}`].map((url) => fetch(url).then((response) => response.text(), () => null)))
      return outcomes.filter((text) => text !== null)
    }, urls)
    expect(read).toEqual([])
  })

  it('R23: file URLs are out of reach', async () => {
    const outcomes = await inPage(async () => Promise.all(['file:///etc/passwd', 'file:///proc/self/environ'].map((url) => fetch(url).then(() => 'read', () => 'refused'))))
    expect(outcomes).toEqual(['refused', 'refused'])
    const image = await inPage(() => new Promise<string>((resolve) => {
      const picture = new Image()
      picture.onload = () => { resolve('loaded') }
      picture.onerror = () => { resolve('refused') }
      picture.src = 'file:///usr/share/pixmaps/debian-logo.png'
    }))
    expect(image).toBe('refused')
  })

  it('R24 R27: images, fetches and sockets to other hosts are refused', async () => {
    const outcomes = await inPage(async () => {
      const picture = new Promise<string>((resolve) => {
        const image = new Image()
        image.onload = () => { resolve('loaded') }
        image.onerror = () => { resolve('refused') }
        image.src = 'https://example.com/x.png'
      })
      const socket = (() => { try { new WebSocket('wss://example.com'); return 'opened' } catch { return 'refused' } })()
      const beacon = await fetch('https://example.com').then(() => 'read', () => 'refused')
      return [await picture, beacon, socket === 'opened' ? 'refused' : socket]
    })
    expect(outcomes).toEqual(['refused', 'refused', 'refused'])
  })
})

it('R22: the window still answers after every attempt', async () => {
  // By hand: the driver waits for the navigations that were refused.
  await inPage(() => { [...document.querySelectorAll('nav button')].find((each) => each.textContent.includes('Count primes'))?.dispatchEvent(new MouseEvent('click', { bubbles: true })) })
  await expect.poll(() => inPage(() => document.querySelector('h1')?.textContent)).toBe('Count primes')
})
