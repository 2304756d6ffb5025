import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { launchApp, type LaunchedApp } from '../support/launch-app.ts'
import { scriptsOfSuite } from '../support/scripts-of-suite.ts'
import { scriptVectors } from '../support/script-vectors.ts'
import { openTask } from '../support/task-window.ts'

const vectors = `
import { controls, defineTask, html } from 'simmer'
import { scriptVectors } from './_vectors.ts'
export default defineTask({ title: 'Vectors', layout: html.div(scriptVectors.map((vector, index) => html.div([html.raw(vector, { id: 'raw' + index }), controls.markdown(vector, { id: 'text' + index })]))), callbacks: [] })
`
const good = `
import { controls, defineTask, html } from 'simmer'
const drawing = '<svg viewBox="0 0 20 10" width="200"><defs><linearGradient id="g"><stop offset="0" stop-color="rgb(255,0,0)"/></linearGradient><path id="p" d="M0 0h5v5z"/></defs><rect id="box" width="20" height="10" fill="url(#g)"/><use href="#p" x="3"/></svg>'
export default defineTask({ title: 'Good', layout: html.div([
  html.raw(drawing, { id: 'first' }), html.raw(drawing, { id: 'second' }),
  html.raw('<h3>Title</h3><p style="color: rgb(1, 2, 3)" title="t">text <b>bold</b></p><table><tr><th>a</th></tr></table><a href="#there">to it</a><p id="there">there</p>', { id: 'markup' }),
  controls.markdown(['| a | b |', '|---|--:|', '| 1 | 2 |', '', '\`\`\`js', 'const x = "<b>"', '\`\`\`', '', '- [x] done', '', '~~gone~~ https://example.org'].join('\\n'), { id: 'gfm' }),
]), callbacks: [] })
`

const scripts = scriptsOfSuite()
let launched: LaunchedApp
let page: Page
const requested: string[] = []
beforeAll(async () => {
  const list = `export const scriptVectors = ${JSON.stringify(scriptVectors)}`
  launched = await launchApp({ lasts: 'file', tasks: await scripts.write({ 'vectors.ts': vectors, 'good.ts': good, '_vectors.ts': list }) })
  page = launched.page
  page.on('request', (request) => requested.push(request.url()))
})

describe('markup of a script', () => {
  it('I3: of more than sixty ways to run or fetch something none does', async () => {
    expect(scriptVectors.length).toBeGreaterThan(60)
    await page.evaluate(() => {
      const marks = Object.assign(globalThis, { refused: [] as string[] })
      document.addEventListener('securitypolicyviolation', ({ blockedURI, violatedDirective }) => marks.refused.push(`${violatedDirective} ${blockedURI}`))
    })
    await openTask(page, 'vectors.ts')
    await page.locator(`#raw${scriptVectors.length - 1}`).waitFor({ state: 'attached' })
    // Whatever waits for someone to touch it.
    await page.evaluate(() => {
      for (const element of document.querySelectorAll('[id^=raw] *, [id^=text] *')) {
        for (const event of ['mouseover', 'mousedown', 'click', 'focus', 'focusin', 'pointerenter', 'animationend', 'toggle', 'beforetoggle', 'error', 'load', 'input', 'submit']) element.dispatchEvent(new Event(event, { bubbles: true, cancelable: true }))
        if (element instanceof HTMLElement) { element.focus(); element.click() }
      }
    })
    await page.evaluate(() => new Promise((resolve) => { requestAnimationFrame(() => requestAnimationFrame(resolve)) }))
    const found = await page.evaluate(() => {
      const inside = [...document.querySelectorAll('[id^=raw] *, [id^=text] *')].filter((element) => !element.classList.contains('simmer-copy'))
      const marks = globalThis as unknown as { ran?: number; refused: string[] }
      return {
        // An inert document reads `base` while what is allowed is looked for; the policy tells of that, and nothing comes of it.
        ran: marks.ran, refused: marks.refused.filter((refusal) => !refusal.startsWith('base-uri')), title: document.title, address: location.href,
        elements: [...new Set(inside.map((element) => element.localName))].filter((name) => ['script', 'iframe', 'frame', 'object', 'embed', 'applet', 'form', 'input', 'button', 'select', 'textarea', 'style', 'link', 'meta', 'base', 'foreignobject', 'animate', 'set', 'video', 'audio', 'dialog', 'template', 'math'].includes(name.toLowerCase())),
        attributes: inside.flatMap((element) => [...element.attributes]).filter(({ name, value }) => name.startsWith('on') || /javascript:|vbscript:|data:text/i.test(value) || /url\(\s*["']?(?!#)/i.test(value)).map(({ name, value }) => `${name}=${value}`),
        remote: [...document.querySelectorAll('[id^=raw] *')].flatMap((element) => [...element.attributes]).filter(({ name, value }) => value.includes('example.org') && !['title', 'alt'].includes(name)).map(({ name, value }) => `${name}=${value}`),
      }
    })
    expect(found).toEqual({ ran: undefined, refused: [], title: 'Simmer', address: 'app://simmer/', elements: [], attributes: [], remote: [] })
    expect(requested.filter((url) => !url.startsWith('app://simmer/') && !url.startsWith('data:') && !url.startsWith('blob:'))).toEqual([])
  })

  it('I3: covers nothing of the app, and shadows nothing of the window', async () => {
    const covered = await page.evaluate(() => {
      const cover = document.querySelector('[id$="-cover"]')?.getBoundingClientRect()
      const top = document.elementFromPoint(innerWidth / 2, 20)
      return { width: cover === undefined ? 0 : cover.width, byMarkup: top?.closest('[id^=raw]') !== null && top !== null }
    })
    expect(covered.byMarkup).toBe(false)
    expect(covered.width).toBeLessThan(1_000)
    expect(await page.evaluate(() => [typeof (globalThis as unknown as { simmer: { trigger: unknown } }).simmer.trigger, document.querySelectorAll('#app').length, typeof document.getElementById])).toEqual(['function', 1, 'function'])
  })
})

describe('markup that means well', () => {
  it('I1: drawings keep their gradients, and two alike do not mix', async () => {
    await openTask(page, 'good.ts')
    const fills = await page.locator('#first rect, #second rect').evaluateAll((boxes) => boxes.map((box) => [box.getAttribute('fill'), box.id]))
    const [first, second] = fills
    expect(first?.[0]).toMatch(/^url\(#.+-g\)$/)
    expect(first?.[0]).not.toBe(second?.[0])
    const own = await page.locator('#first').evaluate((place) => {
      const fill = /#(.+)\)/.exec(place.querySelector('rect')?.getAttribute('fill') ?? '')?.[1] ?? ''
      const use = place.querySelector('use')?.getAttribute('href')?.slice(1) ?? ''
      return [place.querySelector(`#${CSS.escape(fill)}`)?.localName, place.querySelector(`#${CSS.escape(use)}`)?.localName]
    })
    expect(own).toEqual(['linearGradient', 'path'])
  })

  it('I1: html keeps what it says and how, and links within it', async () => {
    const markup = page.locator('#markup')
    expect(await markup.locator('h3').innerText()).toBe('Title')
    expect(await markup.locator('p').first().evaluate((text) => getComputedStyle(text).color)).toBe('rgb(1, 2, 3)')
    await markup.getByText('to it').click()
    expect(page.url()).toBe('app://simmer/')
  })

  it('I2: Markdown has tables, code that can be copied, and links', async () => {
    const text = page.locator('#gfm')
    expect(await text.locator('td').allInnerTexts()).toEqual(['1', '2'])
    expect(await text.locator('del').innerText()).toBe('gone')
    expect(await text.locator('a').getAttribute('href')).toBe('https://example.org')
    await text.locator('pre').hover()
    await text.getByRole('button', { name: 'Copy code' }).click()
    expect(await launched.app.evaluate(({ clipboard }) => clipboard.readText())).toBe('const x = "<b>"\n')
  })

  it('I2: a link goes to the browser when it is pressed, and not by itself', async () => {
    await launched.app.evaluate(({ shell }) => {
      const opened: string[] = []
      Object.assign(globalThis, { opened })
      shell.openExternal = (url) => { opened.push(url); return Promise.resolve() }
    })
    const opened = (): Promise<readonly string[]> => launched.app.evaluate(() => (globalThis as unknown as { readonly opened: readonly string[] }).opened)
    await page.locator('#gfm a').evaluate((link: HTMLElement) => { link.click() })
    await page.locator('#gfm a').click()
    await expect.poll(opened).toEqual(['https://example.org/'])
    expect([page.url(), launched.app.windows().length]).toEqual(['app://simmer/', 1])
  })
})
