import { execa } from 'execa'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { root } from '../../../scripts/lib/paths.mjs'

const runMain = JSON.stringify(join(root, 'scripts/lib/run-main.mjs'))

/** The exit code of a script whose main function has this body. */
async function exitCode(body: string): Promise<number | undefined> {
  const code = `const { runMain } = await import(${runMain}); await runMain(async () => { ${body} })`
  return (await execa(process.execPath, ['--input-type=module', '-e', code], { reject: false })).exitCode
}

it.each([
  ['a number', 'return 3', 3], ['nothing', '', 0], ['an error', 'throw new Error("no")', 1],
  ['a number though a package resets it on the way out', "process.on('exit', () => { process.exitCode = 0 }); return 1", 1],
])('ends with the code of its main function: %s', async (_name, body, code) => {
  expect(await exitCode(body)).toBe(code)
})
