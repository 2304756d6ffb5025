import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'

/** A program of this folder as a bare child of the executable that runs this, as Node. */
export function bareChild(program: 'bare-child.mjs' | 'bare-tree.mjs', options: { readonly detached?: boolean } = {}): ChildProcess {
  return spawn(process.execPath, [path.join(import.meta.dirname, program)], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' }, stdio: ['ignore', 'ignore', 'ignore', 'ipc'], ...options,
  })
}

/** ms from the spawn of a bare child to its first message; settles when the child is gone. */
export async function spawnToMessage(): Promise<number> {
  const began = performance.now()
  const child = bareChild('bare-child.mjs')
  const gone = once(child, 'exit')
  await once(child, 'message')
  const took = performance.now() - began
  await gone
  return took
}
