import { readFileSync, symlinkSync } from 'node:fs'
import path from 'node:path'
import { build, type Plugin } from 'esbuild'
import { root } from '../../scripts/lib/paths.mjs'
import type { Guard } from './guards.ts'

/** CommonJS packages inside a module bundle still call `require` for Node's own modules. */
const requireBanner = "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);"

/** Bundles the engine's program to `folder`, without the guard where one is given; answers with the file. */
export async function buildEngine(folder: string, guard: Guard | null): Promise<string> {
  const outfile = path.join(folder, 'engine.mjs')
  // What is not bundled is found as the project finds it.
  symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'), 'junction')
  await build({
    absWorkingDir: root, entryPoints: ['test/chaos/engine-program.ts'], outfile, bundle: true, platform: 'node', format: 'esm', target: 'node24',
    sourcemap: 'inline', logLevel: 'error', external: ['better-sqlite3', 'esbuild'], banner: { js: requireBanner },
    plugins: guard === null ? [] : [without(guard)],
  })
  return outfile
}

function without({ changes }: Guard): Plugin {
  return {
    name: 'without a guard',
    setup: (bundling) => {
      for (const { file, from, to } of changes) {
        const source = path.join(root, 'src', file)
        bundling.onLoad({ filter: new RegExp(`${source.replaceAll(/[^\w]/g, String.raw`\$&`)}$`) }, () => {
          const text = readFileSync(source, 'utf8')
          if (!from.test(text)) throw new Error(`${file} has nothing like ${from.source} any more: mend its guard in test/chaos/guards.ts`)
          return { contents: text.replace(from, to), loader: 'ts' }
        })
      }
    },
  }
}
