import type { RunningProp } from '../task.ts'
import { nameGiven } from './name-given.ts'
import { readDependency } from './read-dependency.ts'
import { readList } from './read-list.ts'
import type { Options } from './read-options.ts'
import { refusal } from './refusal.ts'

/** Reads `running`: a list of [Output, during, after] (A3, A4). */
export function readRunning({ place, given }: Options): readonly RunningProp[] {
  const { running } = given
  if (running === undefined) return []
  const hint = "Write running: [[Output('run', 'disabled'), true, false]]."
  if (!Array.isArray(running)) throw refusal(place, `running is a list of [Output, during, after]; got ${nameGiven(running)}`, hint)
  return readList(place, 'running', running).map((entry, index) => {
    if (!Array.isArray(entry)) throw refusal(place, `running[${index}] is [Output, during, after]; got ${nameGiven(entry)}`, hint)
    if (entry.length !== 3) throw refusal(place, `running[${index}] has ${entry.length} items; expected 3: [Output, during, after]`, hint)
    const [target, during, after] = entry as readonly unknown[]
    return { target: readDependency(place, `running[${index}][0]`, { value: target, kinds: ['output'] }), during, after }
  })
}
