import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { brandAs } from '../../src/shared/brand.ts'
import type { Bundle } from '../../src/shared/protocol.ts'

export interface ScriptToBundle { readonly folder: string; readonly name: string; readonly source: string; readonly sdk: string }

/** Writes a script and bundles it as the app does: `simmer` stays outside, as the SDK's own address. */
export async function bundleScript({ folder, name, source, sdk }: ScriptToBundle): Promise<Bundle> {
  const scriptFile = join(folder, 'scripts', `${name}.ts`)
  const hash = createHash('sha256').update(source).digest('hex')
  const file = join(folder, 'bundles', `${name}-${hash.slice(0, 12)}.mjs`)
  mkdirSync(dirname(scriptFile), { recursive: true })
  writeFileSync(scriptFile, source)
  await build({
    stdin: { contents: `export { default as task } from './${name}.ts'\nexport const config = undefined\n`, resolveDir: dirname(scriptFile), sourcefile: 'entry.ts' },
    outfile: file, bundle: true, format: 'esm', platform: 'node', target: 'node20.18', sourcemap: 'linked', logLevel: 'error',
    plugins: [{ name: 'sdk', setup: (each) => { each.onResolve({ filter: /^simmer$/ }, () => ({ path: pathToFileURL(sdk).href, external: true })) } }],
  })
  return { file, codeHash: brandAs(hash), scriptFile, scriptDir: dirname(scriptFile) }
}
