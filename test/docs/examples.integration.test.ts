import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { root } from '../../scripts/lib/paths.mjs'
import { repositoryPrograms } from '../../src/main/session/programs.ts'
import { writeEditorTypes } from '../../src/main/tasks/editor-types.ts'
import { sessionLab } from '../support/session-lab.ts'
import { examplePages, examplesOf } from './support/doc-examples.ts'
import { runExample } from './support/run-example.ts'
import { writeExamples } from './support/write-examples.ts'

/** The examples of a page that are whole scripts. */
const wholeOf = (page: string) => examplesOf(page).filter(({ fragment }) => fragment === null)
const pages = examplePages.filter((page) => wholeOf(page).length > 0)

describe('the scripts in the documentation', () => {
  it('compile in a tasks folder as the app makes it', async () => {
    const folder = await writeExamples(pages.flatMap(wholeOf).filter(({ says }) => says === null))
    await writeEditorTypes(folder, repositoryPrograms(root))
    const tsc = path.join(root, 'node_modules', 'typescript', 'bin', 'tsc')
    const said = await promisify(execFile)(process.execPath, [tsc, '-p', folder], { cwd: folder }).then(({ stdout }) => stdout, (failed: unknown) => String((failed as { readonly stdout?: unknown }).stdout))
    expect(said).toBe('')
  })

  it.each(pages)('of %s are bundled, described in a host and run there', async (page) => {
    const examples = wholeOf(page)
    const lab = await sessionLab({}, { folder: await writeExamples(examples) })
    const outcomes = await Promise.all(examples.map(async (example) => [example.name, await runExample(lab, example)] as const))
    for (const [index, { name, says }] of examples.entries()) {
      if (says === null) expect(outcomes[index]).toEqual([name, null])
      else expect(outcomes[index]).toEqual([name, expect.stringContaining(says)])
    }
  })
})
