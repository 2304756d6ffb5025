import { onScopeDispose, type Ref, ref, shallowRef, watch } from 'vue'
import { type ErrorInfo, toErrorInfo } from '../../../shared/errors.ts'
import type { ParamProblem } from '../../../shared/params.ts'

/** Time without a change before the script's `validate` is asked, ms. */
const settle = 250
/** How long problems of older values stay while an answer is waited for, ms: a quick answer then changes nothing twice. */
const patience = 1_000

export interface FormCheckOptions {
  /** What `validate` says of the values as they are; null where they need not be asked about. */
  readonly ask: () => Promise<readonly ParamProblem[]> | null
  /** Asked again after each change of this. */
  readonly when: () => unknown
}
export interface FormCheck {
  /** What `validate` finds wrong with values that are each right by themselves. */
  readonly problems: Readonly<Ref<readonly ParamProblem[]>>
  /** It threw, or did not answer. */
  readonly error: Readonly<Ref<ErrorInfo | null>>
  /** A refused run told them. */
  adopt(problems: readonly ParamProblem[]): void
}

/** Asks while someone types, one question at a time: a `validate` that hangs is not asked ever more. */
export function useFormCheck({ ask, when }: FormCheckOptions): FormCheck {
  const problems = shallowRef<readonly ParamProblem[]>([])
  const error = ref<ErrorInfo | null>(null)
  let changes = 0
  let asking = false
  let settled: ReturnType<typeof setTimeout> | undefined
  let late: ReturnType<typeof setTimeout> | undefined

  function set(found: readonly ParamProblem[], failed: ErrorInfo | null): void {
    clearTimeout(late)
    problems.value = found
    error.value = failed
  }
  async function check(): Promise<void> {
    if (asking) return
    const question = ask()
    if (question === null) { set([], null); return }
    asking = true
    const mine = changes
    const answer = await question.then((found) => ({ found, failed: null }), (thrown: unknown) => ({ found: [], failed: toErrorInfo(thrown) }))
    asking = false
    if (mine === changes) set(answer.found, answer.failed)
    else if (changes !== Infinity) void check()
  }

  watch(when, () => {
    changes += 1
    clearTimeout(settled)
    clearTimeout(late)
    late = setTimeout(() => { problems.value = [] }, patience)
    settled = setTimeout(() => { void check() }, settle)
  }, { immediate: true })
  onScopeDispose(() => { clearTimeout(settled); clearTimeout(late); changes = Infinity })
  return { problems, error, adopt: (found) => { set(found, null) } }
}
