import { Menu, nativeImage, Tray } from 'electron'
import icon from './tray-icon.png?inline'
import icon2x from './tray-icon@2x.png?inline'
import type { JobTitle } from './jobs-in-words.ts'
import { summary, type TrayActions, trayMenu } from './tray-menu.ts'

/** The icon in the system's tray: there while jobs run, so that they can be seen and canceled without a window. */
export class JobTray implements Disposable {
  readonly #actions: TrayActions
  #tray: Tray | null = null
  #shown = ''

  constructor(actions: TrayActions) { this.#actions = actions }

  /** Shows these jobs; takes the icon away where there are none. */
  show(running: readonly JobTitle[], waiting: number): void {
    if (running.length === 0 && waiting === 0) { this[Symbol.dispose](); return }
    const now = JSON.stringify([running, waiting])
    if (now === this.#shown) return
    this.#shown = now
    const tray = this.#tray ??= this.#create()
    tray.setToolTip(`Simmer: ${summary(running.length, waiting)}`)
    tray.setContextMenu(Menu.buildFromTemplate([...trayMenu(running, waiting, this.#actions)]))
  }

  [Symbol.dispose](): void {
    this.#tray?.destroy()
    this.#tray = null
    this.#shown = ''
  }

  #create(): Tray {
    const image = nativeImage.createFromDataURL(icon)
    image.addRepresentation({ scaleFactor: 2, dataURL: icon2x })
    // On macOS the system draws it in the menu bar's own colour.
    image.setTemplateImage(process.platform === 'darwin')
    const tray = new Tray(image)
    tray.on('click', this.#actions.open)
    return tray
  }
}
