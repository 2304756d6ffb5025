import { isBuiltin } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { OnResolveArgs, OnResolveResult, Plugin, PluginBuild } from 'esbuild'

export interface ImportsPluginOptions {
  /** Where the library that scripts import as 'simmer' is, as a file URL. */
  readonly sdkUrl: string
  /** Told of each file of a package that stays outside of the bundle. */
  readonly onExternal: (file: string) => void
}

const again = Symbol('resolved by esbuild itself')

/** Leaves 'simmer' and packages outside of the bundle, by the absolute place that the script's own folder gives them. */
export function importsPlugin({ sdkUrl, onExternal }: ImportsPluginOptions): Plugin {
  return {
    name: 'simmer-imports',
    setup(build) {
      build.onResolve({ filter: /^simmer$/ }, () => ({ path: sdkUrl, external: true }))
      build.onResolve({ filter: /^simmer\// }, ({ path: name }) => ({ errors: [{ text: `There is no "${name}"`, notes: [{ text: "The library is one module, named 'simmer' and no more." }] }] }))
      build.onResolve({ filter: /^[^./]|\.node$/ }, async (args) => {
        if (args.pluginData === again || args.kind === 'entry-point' || path.isAbsolute(args.path) || /^[a-z]+:/u.test(args.path) || isBuiltin(args.path)) return undefined
        return resolvePackage(build, args, onExternal)
      })
    },
  }
}

async function resolvePackage(build: PluginBuild, args: OnResolveArgs, onExternal: (file: string) => void): Promise<OnResolveResult> {
  const { importer, kind, resolveDir } = args
  const found = await build.resolve(args.path, { importer, kind, resolveDir, with: args.with, pluginData: again })
  if (found.errors.length > 0) return { errors: [missing(args)] }
  const inPackage = /[\\/]node_modules[\\/]/u.test(found.path)
  if (found.external || !(inPackage || found.path.endsWith('.node'))) return found
  onExternal(found.path)
  return { path: kind === 'require-call' || kind === 'require-resolve' ? found.path : pathToFileURL(found.path).href, external: true }
}

function missing({ path: name, resolveDir }: OnResolveArgs) {
  const packageName = /^(?:@[^/]+\/)?[^/]+/u.exec(name)?.[0] ?? name
  return {
    text: `The package "${packageName}" is not installed (imported as "${name}")`,
    notes: [{ text: `In ${resolveDir}, run: npm install ${packageName}` }],
  }
}
