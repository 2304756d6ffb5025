import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Failure } from './failure.mjs'
import { root } from './paths.mjs'

/**
 * Makes the one declaration file of what scripts import as 'simmer': `out/sdk/index.d.ts` by default. It stands alone,
 * so that an editor needs nothing but it and Node's own types.
 * @param {{ outFolder?: string }} [options] where `index.d.ts` is written
 */
export async function buildSdkTypes({ outFolder = join(root, 'out', 'sdk') } = {}) {
  const { generateDtsBundle } = await import('dts-bundle-generator')
  try {
    const [text] = generateDtsBundle(
      [{ filePath: join(root, 'src', 'sdk', 'index.ts'), output: { noBanner: true, exportReferencedTypes: false } }],
      { preferredConfigPath: join(root, 'tsconfig.node.json') },
    )
    if (text === undefined) throw new Error('nothing was generated')
    mkdirSync(outFolder, { recursive: true })
    writeFileSync(join(outFolder, 'index.d.ts'), text)
  } catch (error) {
    throw new Failure(`the types of 'simmer' cannot be made: ${/** @type {Error} */ (error).message}`, 'Mend the source named above, then try again.')
  }
}
