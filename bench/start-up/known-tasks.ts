import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** Writes so many small scripts, each its own code, in ten subfolders. */
export function writeTasks(folder: string, count: number): void {
  for (let index = 0; index < count; index += 1) {
    const inside = path.join(folder, `group-${index % 10}`)
    mkdirSync(inside, { recursive: true })
    writeFileSync(path.join(inside, `task-${index}.ts`), scriptOf(index))
  }
}

function scriptOf(index: number): string {
  return `import { defineTask, number } from 'simmer'

export default defineTask({
  title: 'Task ${index}',
  description: 'Adds ${index} to a number.',
  params: { to: number({ default: ${index} }) },
  run: ({ to }) => to + ${index},
})
`
}
