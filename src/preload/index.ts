import { contextBridge, ipcRenderer, type IpcRendererEvent, webUtils } from 'electron'
import { type ChangeBatch, requestNames, type SimmerBridge } from '../shared/contract.ts'

type RequestBridge = Omit<SimmerBridge, 'onChanged' | 'pathOfFile'>

const requests = Object.fromEntries(
  requestNames.map((name) => [name, (...args: unknown[]) => ipcRenderer.invoke(name, ...args)]),
) as unknown as RequestBridge

const bridge: SimmerBridge = {
  ...requests,
  onChanged(listener) {
    // The page never sees Electron's event: it carries the sender.
    const receive = (_event: IpcRendererEvent, batch: ChangeBatch): void => { listener(batch) }
    ipcRenderer.on('changed', receive)
    return () => { ipcRenderer.off('changed', receive) }
  },
  pathOfFile: (file) => webUtils.getPathForFile(file as File),
}

contextBridge.exposeInMainWorld('simmer', bridge)
