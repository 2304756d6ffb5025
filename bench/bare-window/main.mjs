// The least that an Electron window with Vue and Nuxt UI can be: what the app's start is measured against.
import { join } from 'node:path'
import { app, BrowserWindow, session } from 'electron'

if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
app.setPath('userData', process.env['BENCH_PROFILE'] ?? app.getPath('userData'))
void app.whenReady().then(() => {
  // Chromium fetches a spelling dictionary as soon as the default session is there.
  session.fromPartition('before-the-default').setSpellCheckerDictionaryDownloadURL('file:///dev/null/')
  const window = new BrowserWindow({ width: 1440, height: 900, show: false, autoHideMenuBar: true, webPreferences: { sandbox: true, spellcheck: false } })
  window.once('ready-to-show', () => { window.show() })
  return window.loadFile(join(import.meta.dirname, 'renderer', 'index.html'))
})
app.on('window-all-closed', () => { app.quit() })
