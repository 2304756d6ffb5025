import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { electronRuntime } from '../../../scripts/lib/electron-runtime.mjs'
import { root } from '../../../scripts/lib/paths.mjs'
import { launchApp, sandboxIsOn } from '../../support/launch-app.ts'
import type { LaunchedApp } from '../../support/launch-app.ts'

const bareApp = join(root, 'test/fixtures/bare-app')

describe('the Electron that set-up found', () => {
  it('opens an app in a real window', async () => {
    const { app, page } = await launchApp({ appPath: bareApp })
    expect(await page.textContent('p')).toBe('A window.')
    expect(await app.evaluate(({ app: electron }) => [electron.getVersion(), electron.isPackaged, process.versions.electron])).toEqual([
      '1.2.3',
      false,
      electronRuntime().electron,
    ])
  })

  it('opens a database, imported and required', async () => {
    const { app } = await launchApp({ appPath: join(root, 'test/fixtures/database-app') })
    expect(await app.evaluate(() => (globalThis as unknown as { databases: unknown }).databases)).toEqual([42, 42])
  })
})

describe.runIf(process.platform === 'linux')('the operating system\'s sandbox', () => {
  it.runIf(sandboxIsOn())('R21 confines the renderer, and not main', async () => {
    const launched = await launchApp({ appPath: bareApp })
    const { main, renderer } = await filtersOf(launched)
    expect(renderer).toBeGreaterThan(main)
    expect(commandLineOf(launched.app.process().pid)).not.toContain('--no-sandbox')
  })

  it('R21 is seen to be off when it is turned off', async () => {
    const { main, renderer } = await filtersOf(await launchApp({ appPath: bareApp, withoutSandbox: true }))
    expect(renderer).toBe(main)
  })
})

/** How many system call filters the kernel applies to each process; a container may put its own on both. */
async function filtersOf({ app }: LaunchedApp): Promise<{ main: number; renderer: number }> {
  const pid = await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId())
  return { main: filters(app.process().pid), renderer: filters(pid) }
}

function filters(pid: number | undefined): number {
  const status = readFileSync(`/proc/${String(pid)}/status`, 'utf8')
  return Number(/^Seccomp_filters:\s+(\d+)$/m.exec(status)?.[1])
}

function commandLineOf(pid: number | undefined): string {
  return readFileSync(`/proc/${String(pid)}/cmdline`, 'utf8').replaceAll('\0', ' ')
}
