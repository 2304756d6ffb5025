import { type BrowserWindow, dialog, shell } from 'electron'
import { execa } from 'execa'
import type { Desk } from '../session/request-handlers.ts'

/** The desktop's dialogs and file manager. */
export function electronDesk(windowOf: (id: number) => BrowserWindow | undefined, openWindow: () => void): Desk {
  const ask = async (windowId: number, options: Electron.OpenDialogOptions): Promise<string | null> => {
    const window = windowOf(windowId)
    const answer = await (window === undefined ? dialog.showOpenDialog(options) : dialog.showOpenDialog(window, options))
    return answer.canceled ? null : answer.filePaths[0] ?? null
  }
  return {
    askForFolder: (windowId) => ask(windowId, { title: 'Add a folder of task scripts', properties: ['openDirectory', 'createDirectory'] }),
    askForPath: (windowId, { kind, title, extensions, from }) => ask(windowId, {
      title, ...(from === null ? {} : { defaultPath: from }),
      properties: [kind === 'file' ? 'openFile' : 'openDirectory'],
      ...(extensions.length === 0 ? {} : { filters: [{ name: extensions.join(', '), extensions: [...extensions] }, { name: 'All files', extensions: ['*'] }] }),
    }),
    openFile: async ({ file, line, column }) => {
      const editor = process.env['SIMMER_EDITOR'] ?? 'code'
      const { failed } = await execa(editor, ['--goto', `${file}:${line}:${column ?? 1}`], { reject: false, detached: true, stdio: 'ignore' })
      // No such editor here: the file manager at least shows which file it is. Opening `.ts` by type may start a video player.
      if (failed) shell.showItemInFolder(file)
    },
    showInFolder: (file) => { shell.showItemInFolder(file) },
    openWindow,
  }
}
