import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { electronRuntime } from './lib/electron-runtime.mjs'
import { root } from './lib/paths.mjs'
import { runMain } from './lib/run-main.mjs'
import { withDisplay } from './lib/with-display.mjs'

/** @typedef {import('playwright-core').Page} Page */

const folder = join(root, 'docs', 'screenshots')

/**
 * What is photographed: a name, and how the window comes to look so. Real tasks, really run.
 * @type {readonly { name: string, width?: number, height?: number, arrange: (page: Page) => Promise<void> }[]}
 */
const views = [
  { name: 'welcome', arrange: async (page) => { await page.getByTestId('welcome').waitFor() } },
  {
    name: 'count-primes',
    arrange: async (page) => {
      await openTask(page, 'count-primes.ts')
      await runToEnd(page)
      await page.getByText('78,498').waitFor()
      await page.getByTestId('verdict').getByText('Instant').waitFor()
    },
  },
  {
    name: 'running',
    arrange: async (page) => {
      await openTask(page, 'count-primes.ts')
      await page.getByLabel('Up to').fill('10000000000')
      await page.getByTestId('run').click()
      await page.getByRole('progressbar', { name: 'Progress' }).first().waitFor()
      await page.waitForFunction(() => Number(document.querySelector('[role=progressbar][aria-label=Progress]')?.getAttribute('aria-valuenow') ?? 0) > 0)
    },
  },
  {
    name: 'csv-profile',
    arrange: async (page) => {
      await cancelRunning(page)
      await openTask(page, 'csv-profile.ts')
      await runToEnd(page)
      await page.getByTestId('data-table').first().waitFor()
    },
  },
  {
    name: 'monte-carlo',
    arrange: async (page) => {
      await openTask(page, 'monte-carlo-option.ts')
      await page.getByRole('button', { name: 'Run', exact: true }).click()
      await page.locator('#convergence .js-plotly-plot').waitFor()
      await page.getByTestId('activity-done').getByText('Price an option').waitFor()
    },
  },
  { name: 'form', arrange: (page) => openTask(page, 'examples/form.ts') },
  { name: 'controls', arrange: (page) => openTask(page, 'examples/controls.ts') },
  { name: 'narrow', width: 900, height: 600, arrange: (page) => openTask(page, 'count-primes.ts') },
]

/** @param {Page} page @param {string} path */
async function openTask(page, path) {
  await page.getByTestId(`task-${path}`).click()
  await page.getByTestId('page').waitFor()
}

/** @param {Page} page */
async function runToEnd(page) {
  await page.getByTestId('run').click()
  await page.locator('[data-testid=run-status][data-status=succeeded]').waitFor()
}

/** @param {Page} page */
async function cancelRunning(page) {
  await page.getByTestId('cancel').click()
  await page.locator('[data-testid=run-status][data-status=canceled]').waitFor()
}

/** @param {'light' | 'dark'} theme @param {NodeJS.ProcessEnv} env */
async function photograph(theme, env) {
  const { _electron } = await import('playwright-core')
  const data = mkdtempSync(join(tmpdir(), 'simmer-screenshots-'))
  const app = await _electron.launch({
    executablePath: electronRuntime().executable, args: [root, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
    cwd: root, env: { ...env, SIMMER_DATA: data }, colorScheme: theme,
  })
  try {
    const page = await app.firstWindow()
    for (const { name, width = 1440, height = 900, arrange } of views) {
      await app.evaluate(({ BrowserWindow }, size) => { BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height) }, { width, height })
      await arrange(page)
      await page.mouse.move(width / 2, height - 4)
      await page.screenshot({ path: join(folder, `${name}-${theme}.png`), animations: 'disabled' })
      console.log(`docs/screenshots/${name}-${theme}.png`)
    }
  } finally {
    // A signal is not asked about the jobs that it ends, as a person would be.
    const closed = app.waitForEvent('close')
    app.process().kill('SIGTERM')
    await closed
    rmSync(data, { recursive: true, force: true, maxRetries: 5 })
  }
}

await runMain(() => withDisplay(async (env) => {
  mkdirSync(folder, { recursive: true })
  await photograph('light', env)
  await photograph('dark', env)
}))
