import { expect, it } from 'vitest'
import { launchApp } from '../support/launch-app.ts'
import { scriptFolder } from '../support/script-folder.ts'
import { openTask } from '../support/task-window.ts'

const markdown = `
import { controls, defineTask, html } from 'simmer'
const text = [
  '**bold** and [a link](https://example.org)', '| a |\\n|---|\\n| 1 |', '![dot](data:image/gif;base64,R0lGODlhAQABAAAAACw=)',
  '<script>document.title = "ran"</script>', '<img src="x" onerror="document.title = 1">', '<img src="https://example.org/z.png">', '<iframe src="https://example.org"></iframe>',
  '<form action="https://example.org"><input name="a"><button>go</button></form>', '[bad](javascript:alert(1))', '<b style="position:fixed">b</b>', '<svg><script>1</script></svg>',
].join('\\n\\n')
export default defineTask({ title: 'Text', layout: html.div([controls.markdown(text, { id: 'text' }), html.p('<i>not markup</i>', { id: 'plain' })]), callbacks: [] })
`

const flood = `
import { defineTask, integer } from 'simmer'
export default defineTask({ title: 'Flood', params: { lines: integer({ default: 30000 }) }, async run({ lines }) {
  process.stdout.write('10 %\\r20 %\\r')
  for (let i = 0; i < lines; i++) { console.log('line ' + i); if (i % 1000 === 0) await new Promise((done) => setTimeout(done, 5)) }
  return 'printed'
} })
`

it('I3: Markdown is drawn, and nothing in it runs, loads or takes input', async () => {
  const { page } = await launchApp({ tasks: await scriptFolder({ 'text.ts': markdown }) })
  await openTask(page, 'text.ts')
  const drawn = await page.locator('#text').innerHTML()
  expect(drawn).toContain('<strong>bold</strong>')
  expect(drawn).toContain('<td>1</td>')
  expect(drawn).toContain('src="data:image/gif;base64,')
  expect(drawn).not.toMatch(/<(?:script|iframe|form|input|button|svg)|onerror|javascript:|style=|z\.png/i)
  expect(await page.locator('#plain').innerText()).toBe('<i>not markup</i>')
  expect(await page.title()).toBe('Simmer')
})

it('G3: the log follows a flood to its end, lets go when someone scrolls up, and overwrites after a carriage return', async () => {
  const { page } = await launchApp({ tasks: await scriptFolder({ 'flood.ts': flood }) })
  await openTask(page, 'flood.ts')
  await page.getByTestId('log-toggle').click()
  await page.getByTestId('run').click()
  const log = page.getByTestId('log')
  await expect.poll(() => log.innerText()).toContain('line 29999')
  await log.hover()
  await page.mouse.wheel(0, -2000)
  await expect.poll(() => page.getByRole('button', { name: 'Follow the end' }).count()).toBe(1)
  await log.press('Home')
  await log.evaluate((element) => { element.scrollTop = 0 })
  await expect.poll(async () => (await log.innerText()).split('\n').find((line) => line.trim() !== '')).toBe('line 0')
})
