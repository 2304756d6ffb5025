import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { build } from 'esbuild'
import type { TaskId } from '../../src/shared/brand.ts'
import { interleaved } from '../statistics.ts'
import { spawnToMessage } from './bare-child.ts'
import type { Lab } from './lab.ts'
import type { Samples } from './samples.ts'

const files = 50
const rounds = 30

/**
 * P18: ms from a change of one of a script's 50 files until it is bundled and described, and for esbuild and a bare child of
 * the same runtime; and ms to find that nothing changed.
 */
export async function describeScript(lab: Lab, folder: string): Promise<Samples> {
  const tasks = path.join(folder, 'tasks')
  writeScript(tasks)
  const taskId = await listed(lab)
  await lab.session.catalog.runnable(taskId)
  const unchanged: number[] = []
  let version = 0
  const { measured, baseline } = await interleaved(rounds, {
    measured: async () => {
      version += 1
      writeFileSync(path.join(tasks, 'many', 'part-7.ts'), part(7, version))
      const took = await timed(() => lab.session.catalog.runnable(taskId))
      // What the folder's watcher does of its own accord is not what is measured.
      await sleep(400)
      unchanged.push(await timed(() => lab.session.catalog.runnable(taskId)))
      return took
    },
    baseline: () => timed(async () => {
      await build({ entryPoints: [path.join(tasks, 'many-files.ts')], bundle: true, write: false, format: 'esm', platform: 'node', sourcemap: 'external', outdir: tasks, external: ['simmer'] })
      await spawnToMessage()
    }),
  })
  return { measured, baseline, unchanged }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

async function listed(lab: Lab): Promise<TaskId> {
  for (;;) {
    const found = lab.session.catalog.tasks.find(({ path: file }) => file === 'many-files.ts')
    if (found !== undefined) return found.id
    await sleep(20)
  }
}

function writeScript(tasks: string): void {
  mkdirSync(path.join(tasks, 'many'), { recursive: true })
  const numbers = Array.from({ length: files }, (_, index) => index)
  for (const number of numbers) writeFileSync(path.join(tasks, 'many', `part-${number}.ts`), part(number, 0))
  writeFileSync(path.join(tasks, 'many-files.ts'), [
    "import { defineTask, integer } from 'simmer'", ...numbers.map((number) => `import { part${number} } from './many/part-${number}.ts'`),
    `const parts = [${numbers.map((number) => `part${number}`).join(', ')}]`,
    "export default defineTask({ title: 'Many files', params: { count: integer({ default: 1 }) }, run: ({ count }) => parts.map((part) => part(count)) })", '',
  ].join('\n'))
}

/** A file of some forty lines, as people write them. */
function part(number: number, version: number): string {
  const lines = Array.from({ length: 20 }, (_, index) => `  const step${index}: number = ${index === 0 ? 'count' : `step${index - 1}`} * ${index + 1} + ${version}\n  if (step${index} > 1e9) return step${index}`)
  return `export function part${number}(count: number): number {\n${lines.join('\n')}\n  return step19 + ${number}\n}\n`
}
