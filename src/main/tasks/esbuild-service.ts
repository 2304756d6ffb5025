import { createRequire } from 'node:module'
import type * as Esbuild from 'esbuild'

let service: Promise<typeof Esbuild> | undefined

/** esbuild, loaded at first use. In a packaged app its program lies beside the archive, since nothing can be started from inside. */
export function esbuildService(): Promise<typeof Esbuild> {
  service ??= load()
  return service
}

async function load(): Promise<typeof Esbuild> {
  const program = programInArchive()
  if (program !== undefined) process.env['ESBUILD_BINARY_PATH'] ??= program
  return import('esbuild')
}

function programInArchive(): string | undefined {
  try {
    const found = createRequire(import.meta.url).resolve(`@esbuild/${process.platform}-${process.arch}/${process.platform === 'win32' ? 'esbuild.exe' : 'bin/esbuild'}`)
    return /\.asar[\\/]/u.test(found) ? found.replace(/\.asar([\\/])/u, '.asar.unpacked$1') : undefined
  } catch {
    // Not installed under that name: esbuild looks for itself, and says what is missing.
    return undefined
  }
}
