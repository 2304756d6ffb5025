import { computed, shallowReactive, shallowRef } from 'vue'
import { idKey, type IdKey } from '../../../shared/dependency.ts'
import { providePage, usePage } from '../page/page-context.ts'
import { provideNoProblems } from '../page/use-problems.ts'

/**
 * A page for the components of a result: what the user does in them (a tab, a sorted table) is kept while they are
 * shown and reaches no callback, and their ids have nothing to do with the page's own.
 */
export function provideResultPage(): void {
  const { taskId, pageId, state, calls, ends, verdict } = usePage()
  provideNoProblems()
  const set = shallowReactive(new Map<IdKey, Readonly<Record<string, unknown>>>())
  providePage({
    taskId, pageId, state, calls, ends, verdict,
    propsOf: ({ props }) => (props.id === undefined ? props : { ...props, ...set.get(idKey(props.id)) }),
    change: (id, props) => { set.set(idKey(id), { ...set.get(idKey(id)), ...props }) },
    // Nothing that is finished is being made.
    busy: computed(() => new Set()),
    ownRun: shallowRef(null),
    run: () => undefined,
    cancel: () => undefined,
  })
}
