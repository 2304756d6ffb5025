import { Menu } from 'electron'

/** The native menu; `openWindow` is File ▸ New Window. */
export function setAppMenu(openWindow: () => void): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate([
    ...(process.platform === 'darwin' ? [{ role: 'appMenu' as const }] : []),
    { label: '&File', submenu: [
      { id: 'new-window', label: 'New Window', accelerator: 'CmdOrCtrl+Shift+N', click: openWindow },
      { type: 'separator' },
      { role: process.platform === 'darwin' ? 'close' as const : 'quit' as const },
    ] },
    { role: 'editMenu' },
    { label: '&View', submenu: [
      { role: 'reload' }, { type: 'separator' }, { role: 'resetZoom' }, { role: 'zoomIn' }, { role: 'zoomOut' }, { type: 'separator' },
      { role: 'togglefullscreen' }, { role: 'toggleDevTools' },
    ] },
    { role: 'windowMenu' },
  ]))
}
