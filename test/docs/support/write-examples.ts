import { scriptFolder } from '../../support/script-folder.ts'
import type { DocExample } from './doc-examples.ts'

/** The path of an example's script in the folder that {@link writeExamples} makes. */
export function scriptOf({ name, code, extension }: DocExample): string {
  return isConfig(code) ? `${name}/task.ts` : `${name}/example.${extension}`
}

/** A tasks folder with each example in a folder of its own, with what lies beside it; a configuration gets a task to hold for. */
export async function writeExamples(examples: readonly DocExample[]): Promise<string> {
  return scriptFolder(Object.fromEntries(examples.flatMap((example): (readonly [string, string])[] => {
    const { name, code, files } = example
    const beside = Object.entries(files).map(([file, text]) => [`${name}/${file}`, text] as const)
    if (!isConfig(code)) return [...beside, [scriptOf(example), code]]
    return [...beside, [`${name}/simmer.config.ts`, code], [scriptOf(example), "import { defineTask } from 'simmer'\nexport default defineTask({ title: 'Under a configuration', run: () => 1 })\n"]]
  })))
}

const isConfig = (code: string): boolean => /export default defineConfig\b/u.test(code)
