import { basename } from 'node:path'
import { type BrowserWindow, dialog, shell } from 'electron'
import { execa } from 'execa'
import type { PickRequest } from '../../shared/contract.ts'
import { AppError } from '../../shared/errors.ts'
import type { Desk } from '../session/request-handlers.ts'

const openProperties = {
  file: ['openFile'], files: ['openFile', 'multiSelections'], folder: ['openDirectory', 'createDirectory'],
} as const satisfies Record<Exclude<PickRequest['kind'], 'save'>, Electron.OpenDialogOptions['properties']>

/** The desktop's dialogs and file manager. */
export function electronDesk(windowOf: (id: number) => BrowserWindow | undefined, openWindow: () => void): Desk {
  const open = async (windowId: number, options: Electron.OpenDialogOptions): Promise<readonly string[]> => {
    const window = windowOf(windowId)
    const answer = await (window === undefined ? dialog.showOpenDialog(options) : dialog.showOpenDialog(window, options))
    return answer.canceled ? [] : answer.filePaths
  }
  const save = async (windowId: number, options: Electron.SaveDialogOptions): Promise<readonly string[]> => {
    const window = windowOf(windowId)
    const answer = await (window === undefined ? dialog.showSaveDialog(options) : dialog.showSaveDialog(window, options))
    return answer.canceled ? [] : [answer.filePath]
  }
  return {
    askForFolder: async (windowId) => (await open(windowId, { title: 'Add a folder of task scripts', properties: ['openDirectory', 'createDirectory'] }))[0] ?? null,
    askForPaths: (windowId, { kind, title, extensions, from }) => {
      const shared = {
        title, ...(from === null ? {} : { defaultPath: from }),
        ...(extensions.length === 0 ? {} : { filters: [{ name: extensions.join(', '), extensions: [...extensions] }, { name: 'All files', extensions: ['*'] }] }),
      }
      return kind === 'save' ? save(windowId, { ...shared, properties: ['createDirectory', 'showOverwriteConfirmation'] }) : open(windowId, { ...shared, properties: [...openProperties[kind]] })
    },
    openFile: async ({ file, line, column }) => {
      const editor = process.env['SIMMER_EDITOR'] ?? 'code'
      const { failed } = await execa(editor, ['--goto', `${file}:${line}:${column ?? 1}`], { reject: false, detached: true, stdio: 'ignore' })
      // No such editor here: the file manager at least shows which file it is. Opening `.ts` by type may start a video player.
      if (failed) shell.showItemInFolder(file)
    },
    showInFolder: (file) => { shell.showItemInFolder(file) },
    openLink: (url) => shell.openExternal(url),
    openWithProgram: async (file) => {
      const problem = await shell.openPath(file)
      if (problem !== '') throw new AppError('REFUSED', `No program opened ${basename(file)}: ${problem}`, { hint: 'Save it, and open it with a program of your choice.' })
    },
    openWindow,
  }
}
