import { spawnSync } from 'node:child_process'
import { statfsSync } from 'node:fs'

/** How a disk is made to be full. */
export type DiskWay = 'tmpfs' | 'file size limit' | 'none'

const roomy = 2 * 1024 ** 3
/** Bytes that a full disk still takes. */
const margin = 16_384

/**
 * The file system below the data folder, that can be made full at once and have room again: a tmpfs of its own, whose size
 * is changed while it is mounted; where none can be mounted, a limit for the size of files that engines write.
 */
export class SmallDisk implements Disposable {
  readonly way: DiskWay
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${roomy},mode=0777`, 'simmer-chaos', folder]).status === 0
    this.way = mounted ? 'tmpfs' : spawnSync('prlimit', ['--version']).status === 0 ? 'file size limit' : 'none'
  }

  /** From now on nothing more can be written, by `pids` where only processes can be limited. */
  fill(pids: readonly number[]): void {
    switch (this.way) {
      case 'tmpfs': {
        const { blocks, bfree, bsize } = statfsSync(this.#folder)
        this.#resize((blocks - bfree) * bsize + margin)
        break
      }
      case 'file size limit': this.#limit(pids, String(margin)); break
      case 'none': break
    }
  }

  free(pids: readonly number[]): void {
    if (this.way === 'tmpfs') this.#resize(roomy)
    if (this.way === 'file size limit') this.#limit(pids, 'unlimited')
  }

  [Symbol.dispose](): void {
    if (this.way === 'tmpfs') spawnSync('umount', ['-l', this.#folder])
  }

  #resize(bytes: number): void { spawnSync('mount', ['-o', `remount,size=${bytes}`, this.#folder]) }

  #limit(pids: readonly number[], bytes: string): void {
    for (const pid of pids) spawnSync('prlimit', ['--pid', String(pid), `--fsize=${bytes}:unlimited`])
  }
}
