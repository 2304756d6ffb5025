import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Loader, OnLoadResult, Plugin, PluginBuild } from 'esbuild'
import { loaderOf } from './script-extensions.ts'

/** What a source may ask of its own place; in a bundle it would be the bundle's. */
const ownPlace = /\bimport\.meta\b|\b__dirname\b|\b__filename\b/u

/** Reads the script's own sources: tells each one's text, and has it know its own place. */
export function sourcesPlugin(onSource: (file: string, text: Uint8Array) => void): Plugin {
  return {
    name: 'simmer-sources',
    setup(build) {
      build.onLoad({ filter: /./, namespace: 'file' }, async ({ path: file }): Promise<OnLoadResult | undefined> => {
        const bytes = await readFile(file)
        onSource(file, bytes)
        const loader = loaderOf(file)
        if (loader === undefined) return undefined
        const text = bytes.toString('utf8')
        if (loader === 'json' || !ownPlace.test(text)) return { contents: text, loader }
        return withOwnPlace(build, { file, text, loader })
      })
    },
  }
}

interface Source { readonly file: string; readonly text: string; readonly loader: Loader }

async function withOwnPlace({ esbuild }: PluginBuild, { file, text, loader }: Source): Promise<OnLoadResult> {
  const [url, folder, name] = [pathToFileURL(file).href, path.dirname(file), file].map((place) => JSON.stringify(place))
  if (url === undefined || folder === undefined || name === undefined) return { contents: text, loader }
  try {
    const { code } = await esbuild.transform(text, {
      loader, sourcefile: file, sourcemap: 'inline', sourcesContent: false, target: 'esnext',
      define: { 'import.meta.url': url, 'import.meta.dirname': folder, 'import.meta.filename': name, '__dirname': folder, '__filename': name },
    })
    return { contents: code, loader: 'js' }
  } catch (failure) {
    const { errors } = failure as { readonly errors?: OnLoadResult['errors'] }
    if (errors === undefined) throw failure
    return { errors }
  }
}
