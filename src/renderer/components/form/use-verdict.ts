import { onScopeDispose, type Ref, ref, shallowRef, watch } from 'vue'
import type { CacheVerdict } from '../../../shared/contract.ts'
import { toErrorInfo } from '../../../shared/errors.ts'

/** Time without a change before the cache is asked again, ms (H11). */
const settle = 250

export interface Verdict { readonly verdict: Readonly<Ref<CacheVerdict | null>>; readonly checking: Readonly<Ref<boolean>> }

/** What the cache would answer (null where nothing can be asked), asked again after each change of `when`; late answers to older questions are dropped. */
export function useVerdict(ask: () => Promise<CacheVerdict | null>, when: () => unknown): Verdict {
  const verdict = shallowRef<CacheVerdict | null>(null)
  const checking = ref(false)
  let question = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  async function answer(): Promise<void> {
    const mine = ++question
    checking.value = true
    const found = await ask().catch((thrown: unknown): CacheVerdict | null => ({ verdict: 'unknown', error: toErrorInfo(thrown) }))
    if (mine !== question) return
    verdict.value = found
    checking.value = false
  }

  watch(when, () => {
    clearTimeout(timer)
    // An answer to other inputs is worse than none.
    verdict.value = null
    checking.value = false
    question += 1
    timer = setTimeout(() => { void answer() }, settle)
  }, { immediate: true })
  onScopeDispose(() => { clearTimeout(timer); question += 1 })
  return { verdict, checking }
}
