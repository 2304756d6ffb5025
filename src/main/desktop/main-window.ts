import { BrowserWindow, nativeTheme, screen } from 'electron'
import * as v from 'valibot'
import type { ChangeBatch } from '../../shared/contract.ts'
import type { SettingsStore } from '../engine/ports.ts'
import { appOrigin } from '../../shared/window-policy.ts'

const smallest = { width: 900, height: 600 }
const boundsSchema = v.object({ x: v.number(), y: v.number(), width: v.number(), height: v.number(), maximized: v.boolean() })
const settingName = 'window.place'

export interface MainWindowOptions {
  readonly preload: string
  readonly settings: SettingsStore
  /** The window reloaded or its renderer died: whatever it had is free. */
  readonly onReset: (windowId: number) => void
  readonly onClosed: (windowId: number) => void
}

/** Opens a window on the app; answers with how to reach it. Its place is remembered. */
export function openMainWindow(options: MainWindowOptions): { readonly id: number; readonly window: BrowserWindow; readonly send: (batch: ChangeBatch) => void } {
  const place = rememberedPlace(options.settings)
  const window = new BrowserWindow({
    ...smallest, width: 1440, height: 900, ...place, minWidth: smallest.width, minHeight: smallest.height, show: false, title: 'Simmer',
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#0b0f14' : '#ffffff', autoHideMenuBar: true,
    webPreferences: {
      preload: options.preload, sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true, webviewTag: false,
      navigateOnDragDrop: false, spellcheck: false, backgroundThrottling: false,
    },
  })
  const { id } = window.webContents
  if (place?.maximized === true) window.maximize()
  window.once('ready-to-show', () => { window.show() })
  window.on('close', () => { options.settings.write(settingName, { ...window.getNormalBounds(), maximized: window.isMaximized() }) })
  window.on('closed', () => { options.onClosed(id) })
  window.webContents.on('did-start-navigation', (event) => { if (event.isMainFrame && !event.isSameDocument) options.onReset(id) })
  window.webContents.on('render-process-gone', () => {
    options.onReset(id)
    window.webContents.reload()
  })
  void window.loadURL(`${appOrigin}/`)
  return { id, window, send: (batch) => { if (!window.isDestroyed()) window.webContents.send('changed', batch) } }
}

/** The last place, if it is still on a screen. */
function rememberedPlace(settings: SettingsStore): v.InferOutput<typeof boundsSchema> | null {
  const parsed = v.safeParse(boundsSchema, settings.read(settingName))
  if (!parsed.success) return null
  const { x, y, width, height } = parsed.output
  const { workArea } = screen.getDisplayMatching(parsed.output)
  const visible = x < workArea.x + workArea.width - 50 && y < workArea.y + workArea.height - 50 && x + width > workArea.x + 50 && y >= workArea.y
  return visible ? { ...parsed.output, width: Math.max(width, smallest.width), height: Math.max(height, smallest.height) } : null
}
