import { computed, shallowRef } from 'vue'
import type { TaskId } from '../../../shared/brand.ts'
import { providePage } from './page-context.ts'
import { provideNoProblems } from './use-problems.ts'

/** A page for what is looked at later: components draw what they were given, and nothing that is done in them is heard. */
export function providePastPage(taskId: TaskId): void {
  provideNoProblems()
  providePage({
    taskId, pageId: shallowRef(null), state: shallowRef(null), calls: computed(() => []), ends: computed(() => []), busy: computed(() => new Set()),
    propsOf: ({ props }) => props,
    change: () => undefined,
    run: () => undefined,
    cancel: () => undefined,
    ownRun: shallowRef(null),
    verdict: () => Promise.resolve({ verdict: 'uncached' }),
  })
}
