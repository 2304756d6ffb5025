import { createHash } from 'node:crypto'
import { cp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { writeAtomically } from './write-atomically.ts'

export interface EditorTypeSources {
  /** The one declaration of 'simmer' that the build made. */
  readonly sdkTypes: string
  /** The folder of `@types/node`. What it depends on is looked for beside it. */
  readonly nodeTypes: string
}

/**
 * Puts into a tasks folder what an editor needs to complete and check scripts with nothing installed: `.simmer/types`,
 * renewed when Simmer brings others, and a `tsconfig.json` where there is none. A tsconfig that is there stays as it is.
 */
export async function writeEditorTypes(folder: string, sources: EditorTypeSources): Promise<void> {
  const home = path.join(folder, '.simmer')
  const stampFile = path.join(home, 'types', 'stamp')
  const stamp = await stampOf(sources)
  if (stamp !== await readFile(stampFile, 'utf8').catch(() => null)) {
    // A half-written folder never has the stamp: it is made anew.
    await rm(path.join(home, 'types'), { recursive: true, force: true })
    await writeAtomically(path.join(home, '.gitignore'), '*\n')
    await writeAtomically(path.join(home, 'types', 'simmer', 'index.d.ts'), await readFile(sources.sdkTypes))
    await copyTypes(sources.nodeTypes, path.join(home, 'types', 'node'))
    await copyTypes(path.join(sources.nodeTypes, '..', '..', 'undici-types'), path.join(home, 'types', 'undici-types'))
    await writeAtomically(stampFile, stamp)
  }
  // Never over one that is there, also not one that appears meanwhile.
  await writeFile(path.join(folder, 'tsconfig.json'), tsconfig, { flag: 'wx' }).catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  })
}

async function stampOf({ sdkTypes, nodeTypes }: EditorTypeSources): Promise<string> {
  const parts = await Promise.all([readFile(sdkTypes, 'utf8'), readFile(path.join(nodeTypes, 'package.json'), 'utf8').catch(() => '')])
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex')
}

/** Copies a package's declarations; nothing where it is not there (then Node's names are unknown to the editor, no more). */
async function copyTypes(from: string, to: string): Promise<void> {
  if (await readdir(from).then(() => false, () => true)) return
  const draft = `${to}.draft`
  await cp(from, draft, {
    recursive: true, dereference: true, force: true,
    filter: async (file) => /\.d\.[cm]?ts$|package\.json$/u.test(file) || (await stat(file)).isDirectory(),
  })
  await rename(draft, to)
}

const tsconfig = `{
  // Made by Simmer for your editor. Change it as you like: it is written only where there is none.
  "compilerOptions": {
    "target": "ES2023",
    "lib": ["ES2023"],
    "module": "ESNext",
    "moduleResolution": "bundler",
    "moduleDetection": "force",
    "allowImportingTsExtensions": true,
    "allowJs": true,
    "resolveJsonModule": true,
    "strict": true,
    "skipLibCheck": true,
    "noEmit": true,
    "types": ["node"],
    "typeRoots": ["./.simmer/types"],
    "paths": {
      "simmer": ["./.simmer/types/simmer/index.d.ts"],
      "undici-types": ["./.simmer/types/undici-types/index.d.ts"]
    }
  },
  "exclude": ["node_modules", ".simmer"]
}
`
