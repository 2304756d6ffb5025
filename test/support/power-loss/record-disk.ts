import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { relative } from 'node:path'
import type { DiskOperation } from './disk-operation.ts'

const calls = 'openat,write,pwrite64,ftruncate,rename,unlink,mkdir,fsync,fdatasync'

/**
 * Runs a program and answers with what its main thread did to the disk below `folder`, in order. What SQLite's processes
 * share (`-shm`) is left out: it is made again after every crash. Throws where the program fails.
 */
export function recordDisk(folder: string, args: readonly string[], log: string): readonly DiskOperation[] {
  const recording = new Recording(folder)
  const { status, stderr } = spawnSync('strace', ['-o', log, '-y', '-xx', '-s', '10000000', '-e', `trace=${calls}`, process.execPath, ...args], { encoding: 'utf8' })
  if (status !== 0) throw new Error(`ended with ${status}: ${stderr}`)
  return recording.read(readFileSync(log, 'latin1'))
}

type Change = DiskOperation extends infer Operation ? Operation extends DiskOperation ? Omit<Operation, 'path' | 'file'> : never : never

class Recording {
  readonly #folder: string
  /** Which file a name means now: those that were there before have their own name. */
  readonly #files = new Map<string, string>()
  /** Where the next plain write goes, by open file. */
  readonly #places = new Map<string, number>()

  constructor(folder: string) {
    this.#folder = folder
    for (const each of readdirSync(folder, { recursive: true, encoding: 'utf8' })) this.#files.set(each, each)
  }

  read(trace: string): readonly DiskOperation[] {
    return trace.split('\n').flatMap((line, index) => this.#operations(line, index)).filter(({ path }) => !path.startsWith('..') && !path.endsWith('-shm'))
  }

  #operations(line: string, index: number): readonly DiskOperation[] {
    const [, name = '', given = '', result = ''] = /^(\w+)\((.*)\)\s+= (-?\d+)/u.exec(line) ?? []
    if (name === '' || result.startsWith('-')) return []
    const texts = [...given.matchAll(/"((?:\\x[0-9a-f]{2})*)"/gu)].map(([, hex]) => fromHex(hex ?? ''))
    const [, number = '', opened = ''] = /^(\d+)<([^>]*)>/u.exec(given) ?? []
    const path = this.#from(number === '' ? texts[0] : fromHex(opened))
    const bytes = texts[0] ?? Buffer.alloc(0)
    const last = Number(/(\d+)$/u.exec(given)?.[1])
    switch (name) {
      case 'openat': {
        this.#places.set(result, 0)
        if (!given.includes('O_CREAT') || this.#files.has(path)) return []
        this.#files.set(path, `${path} of ${index}`)
        return this.#one(path, { does: 'create', folder: false })
      }
      case 'mkdir': return this.#one(path, { does: 'create', folder: true })
      case 'rename': return this.#rename(path, this.#from(texts[1]))
      case 'unlink': {
        const removed = this.#one(path, { does: 'remove' })
        this.#files.delete(path)
        return removed
      }
      case 'ftruncate': return this.#one(path, { does: 'cut', size: last })
      case 'fsync': case 'fdatasync': return this.#one(path, { does: 'sync' })
      case 'pwrite64': return this.#one(path, { does: 'write', bytes, at: last })
      case 'write': {
        const at = this.#places.get(number) ?? 0
        this.#places.set(number, at + Number(result))
        return this.#one(path, { does: 'write', bytes, at })
      }
      default: return []
    }
  }

  #one(path: string, change: Change): readonly DiskOperation[] { return [{ ...change, path, file: this.#files.get(path) ?? path }] }

  #rename(path: string, to: string): readonly DiskOperation[] {
    const renamed = this.#one(path, { does: 'rename', to })
    this.#files.set(to, this.#files.get(path) ?? path)
    this.#files.delete(path)
    return renamed
  }

  #from(path: Buffer | undefined): string { return relative(this.#folder, path?.toString('utf8') ?? '') }
}

function fromHex(text: string): Buffer { return Buffer.from(text.replaceAll('\\x', ''), 'hex') }
