import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { electronRuntime } from '../../scripts/lib/electron-runtime.mjs'
import { sandboxArgs } from '../sandbox-args.ts'
import { DevtoolsClient } from './devtools-client.ts'

export interface StartOptions {
  readonly appFolder: string
  readonly env: Readonly<Record<string, string>>
  /** Selector of what makes the window usable once it is there and drawn. */
  readonly usable: string
}

/** ms that an app may take to be usable, or to quit. */
const patience = 60_000

/** ms from starting an app until its window is usable; the app has quit when this settles. */
export function startToUsable(options: StartOptions): Promise<number> {
  return whileUsable(options, ({ took }) => Promise.resolve(took))
}

/** Starts an app, does `act` once its window is usable, and settles with its answer when the app has quit. `took`: ms. */
export async function whileUsable<T>({ appFolder, env, usable }: StartOptions, act: (started: { readonly took: number; readonly pid: number }) => Promise<T>): Promise<T> {
  const began = Date.now()
  const electron = spawn(electronRuntime().executable, [appFolder, ...sandboxArgs(), '--remote-debugging-port=0'], {
    env: environment(env), stdio: ['ignore', 'ignore', 'pipe'],
  })
  const gone = once(electron, 'exit')
  try {
    const usableAt = await within(whenUsable(await devtoolsAddress(electron), usable), 'become usable')
    const answer = await act({ took: usableAt - began, pid: electron.pid ?? Number.NaN })
    const asked = electron.kill('SIGTERM')
    if (asked) await within(gone, 'quit')
    return answer
  } finally { electron.kill('SIGKILL') }
}

async function within<T>(wanted: Promise<T>, what: string): Promise<T> {
  const over = new AbortController()
  const late = sleep(patience, undefined, { signal: over.signal }).then(() => { throw new Error(`The app did not ${what} within ${patience / 1000} s`) })
  late.catch(() => undefined)
  try { return await Promise.race([wanted, late]) } finally { over.abort() }
}

function environment(more: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const { ELECTRON_RUN_AS_NODE: _asNode, ...rest } = process.env
  return { ...rest, ...more }
}

function devtoolsAddress(electron: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    electron.stderr?.on('data', (piece: Buffer) => {
      said += piece.toString()
      const found = /DevTools listening on (ws:\S+)/u.exec(said)
      if (found?.[1] !== undefined) resolve(found[1])
    })
    electron.once('exit', () => { reject(new Error(`Electron ended; it said:\n${said}`)) })
  })
}

/** The wall clock's time, as the page has it, when two frames have been drawn since `selector` first matched. */
async function whenUsable(address: string, selector: string): Promise<number> {
  const page = Promise.withResolvers<string>()
  const client = await DevtoolsClient.connect(address, (method, params) => {
    const { targetInfo, sessionId } = params as { readonly targetInfo?: { readonly type: string }; readonly sessionId?: string }
    if (method === 'Target.attachedToTarget' && targetInfo?.type === 'page' && sessionId !== undefined) page.resolve(sessionId)
  })
  try {
    await client.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false, flatten: true })
    const sessionId = await page.promise
    const look = { expression: watchFor(selector), awaitPromise: true, returnByValue: true }
    for (;;) {
      // The empty page that a window begins with gives way to the app's own: then the question is asked again.
      const answer = await client.send('Runtime.evaluate', look, sessionId).catch(() => null) as { readonly result?: { readonly value?: unknown } } | null
      if (typeof answer?.result?.value === 'number') return answer.result.value
    }
  } finally { client.close() }
}

function watchFor(selector: string): string {
  return `new Promise((resolve) => {
    const look = () => {
      if (document.querySelector(${JSON.stringify(selector)}) === null) { setTimeout(look, 1); return }
      requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.timeOrigin + performance.now())))
    }
    look()
  })`
}
