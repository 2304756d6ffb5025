import { contextBridge, ipcRenderer, type IpcRendererEvent, webUtils } from 'electron'
import type { Result } from '../shared/errors.ts'
import { type ChangeBatch, portGreeting, type PortMessage, type PortRequest, requestNames, saveAtOnceChannel, type SimmerBridge } from '../shared/contract.ts'

type RequestBridge = Omit<SimmerBridge, 'onChanged' | 'pathOfFile' | 'takesPort' | 'savePageAtOnce'>

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
  takesPort: true,
  savePageAtOnce: (page) => ipcRenderer.sendSync(saveAtOnceChannel, page) as Result<void>,
}

contextBridge.exposeInMainWorld('simmer', bridge)

/** Names that a page may ask for: nothing but the contract's. */
const known: ReadonlySet<string> = new Set(requestNames)

// The bridge copies a value member by member: a million of them take many seconds, by a port some milliseconds.
addEventListener('message', ({ source, data: greeting, ports: [port] }: MessageEvent<unknown>) => {
  if (source !== window || greeting !== portGreeting || port === undefined) return
  const tell = (message: PortMessage): void => { port.postMessage(message) }
  port.addEventListener('message', ({ data: request }: MessageEvent<PortRequest>) => {
    if (!known.has(request.name)) return
    const ask = requests[request.name] as (...args: readonly unknown[]) => Promise<Result<unknown>>
    void ask(...request.args).then((result) => { tell({ id: request.id, result }) })
  })
  ipcRenderer.on('changed', (_event: IpcRendererEvent, batch: ChangeBatch) => { tell({ changed: batch }) })
  port.start()
})
