import { basename, dirname, join, resolve } from 'node:path'
import { root } from '../lib/paths.mjs'

const sdk = join(root, 'src', 'sdk')

/**
 * Keeps the SDK out of the host's bundle and has it imported from `../sdk`: scripts import the same files, and both must
 * see one instance of what lives in them.
 * @type {import('esbuild').Plugin}
 */
export const sdkOutside = {
  name: 'sdk-outside',
  setup(build) {
    build.onResolve({ filter: /^\./ }, ({ path, importer }) => {
      const file = resolve(dirname(importer), path)
      if (dirname(file) !== sdk) return undefined
      return { path: `../sdk/${basename(file, '.ts')}.js`, external: true }
    })
  },
}
