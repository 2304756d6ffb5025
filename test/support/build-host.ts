import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { sdkOutside } from '../../scripts/build/sdk-outside.mjs'
import { root } from '../../scripts/lib/paths.mjs'

/** The host's program and the SDK, as they lie in `out`, in a folder of the test's own. */
export interface BuiltHost { readonly hostProgram: string; readonly sdk: string }

/** Builds both from the sources as they are now, with the same settings as the real build. */
export async function buildHost(folder: string): Promise<BuiltHost> {
  const shared = { absWorkingDir: root, bundle: true, format: 'esm', target: 'node20.18', sourcemap: true, logLevel: 'error' } as const
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }\n')
  await Promise.all([
    build({ ...shared, outdir: join(folder, 'sdk'), entryPoints: ['src/sdk/index.ts', 'src/sdk/internal.ts'], splitting: true, platform: 'neutral' }),
    build({ ...shared, outdir: join(folder, 'host'), entryPoints: ['src/main/host/main.ts', 'src/main/host/io-thread.ts'], platform: 'node', plugins: [sdkOutside] }),
  ])
  return { hostProgram: join(folder, 'host', 'main.js'), sdk: join(folder, 'sdk', 'index.js') }
}
