import { accessSync, constants, statSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { AppError } from '../../shared/errors.ts'
import type { RuntimeName } from '../../shared/task.ts'

/** A program that runs hosts. */
export interface Runtime { readonly file: string; readonly env: Readonly<Record<string, string>> }
/** Finds them; throws HOST_FAILED where this computer has none of that name. */
export interface Runtimes { find(name: RuntimeName): Runtime }

/** `app`: the program that runs Simmer. `node`: the one chosen in Settings, else the first Node of the PATH. */
export class LocalRuntimes implements Runtimes {
  readonly #nodePath: () => string | null

  /** `nodePath` gives the Node that the user chose in Settings, if any. */
  constructor(nodePath: () => string | null = () => null) { this.#nodePath = nodePath }

  find(name: RuntimeName): Runtime {
    const electron = 'electron' in process.versions
    switch (name) {
      case 'app': return { file: process.execPath, env: electron ? { ELECTRON_RUN_AS_NODE: '1' } : {} }
      case 'node': return { file: this.#chosen() ?? (electron ? fromPath() : process.execPath), env: {} }
    }
  }

  #chosen(): string | null {
    const chosen = this.#nodePath()
    if (chosen === null || isProgram(chosen)) return chosen
    throw new AppError('HOST_FAILED', `The Node chosen in Settings is not there: ${chosen}`, { hint: 'Choose another in Settings, or none, to use the one of your PATH.' })
  }
}

function fromPath(): string {
  const name = process.platform === 'win32' ? 'node.exe' : 'node'
  const found = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '').map((folder) => join(folder, name)).find(isProgram)
  if (found !== undefined) return found
  throw new AppError('HOST_FAILED', 'This task asks for `runtime: \'node\'`, and no Node was found on this computer', {
    hint: 'Install Node, or choose its program in Settings, or take the option out of the script.',
  })
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return statSync(file).isFile()
  } catch { return false }
}
