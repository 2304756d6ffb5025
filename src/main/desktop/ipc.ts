import { ipcMain, type IpcMainEvent, type IpcMainInvokeEvent } from 'electron'
import * as v from 'valibot'
import { requestNames, type RequestName, saveAtOnceChannel } from '../../shared/contract.ts'
import { AppError, type Result, toErrorInfo } from '../../shared/errors.ts'
import type { RequestHandlers } from '../session/request-handlers.ts'
import { appOrigin } from '../../shared/window-policy.ts'
import { requestParsers } from './request-parsers.ts'

/**
 * Answers the contract's requests, and only those, from windows' main frames on our own origin: the sender is
 * checked here once, arguments are parsed here once, and handlers see plain values (R22).
 */
export function answerRequests(handlers: RequestHandlers, isOurWindow: (id: number) => boolean): void {
  for (const name of requestNames) {
    ipcMain.handle(name, async (event, ...args: unknown[]): Promise<Result<unknown>> => {
      try {
        return { ok: true, value: await answer(name, handlers, { windowId: senderOf(event, isOurWindow), args }) }
      } catch (thrown) {
        return { ok: false, error: toErrorInfo(thrown) }
      }
    })
  }
  // Synchronous, since a window that is going is gone before it could hear an answer; the one request of its kind.
  ipcMain.on(saveAtOnceChannel, (event, ...args: unknown[]) => {
    try {
      answer('savePage', handlers, { windowId: senderOf(event, isOurWindow), args })
      event.returnValue = { ok: true, value: undefined } satisfies Result<undefined>
    } catch (thrown) { event.returnValue = { ok: false, error: toErrorInfo(thrown) } satisfies Result<unknown> }
  })
}

interface Asked { readonly windowId: number; readonly args: readonly unknown[] }

function answer(name: RequestName, handlers: RequestHandlers, { windowId, args }: Asked): unknown {
  const parsed = v.safeParse(requestParsers[name], args)
  if (!parsed.success) {
    const [issue] = parsed.issues
    throw new AppError('REFUSED', `${name}: ${issue.message} at ${v.getDotPath(issue) ?? 'the arguments'}`)
  }
  const handle = handlers[name] as (windowId: number, ...args: unknown[]) => unknown
  return handle(windowId, ...parsed.output)
}

function senderOf(event: IpcMainInvokeEvent | IpcMainEvent, isOurWindow: (id: number) => boolean): number {
  const frame = event.senderFrame
  const ours = frame !== null && frame === event.sender.mainFrame && frame.url.startsWith(`${appOrigin}/`) && isOurWindow(event.sender.id)
  if (!ours) throw new AppError('REFUSED', 'Only windows of Simmer may ask')
  return event.sender.id
}
