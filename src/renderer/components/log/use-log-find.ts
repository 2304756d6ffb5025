import { watchDebounced } from '@vueuse/core'
import { computed, type ComputedRef, ref, type Ref, shallowRef, type ShallowRef } from 'vue'
import { type ErrorInfo, toErrorInfo } from '../../../shared/errors.ts'
import type { LogSource } from '../../stores/log-source.ts'

/** What is looked for in a log, and where it was found. */
export interface LogFind {
  readonly open: Ref<boolean>
  readonly text: Ref<string>
  readonly matchCase: Ref<boolean>
  readonly wholeWord: Ref<boolean>
  /** Numbers of lines, ascending. */
  readonly matches: Readonly<ShallowRef<Uint32Array>>
  /** Which of them is looked at; -1: none. */
  readonly at: ComputedRef<number>
  readonly words: ComputedRef<string>
  /** To the next one, or the one before; around at the ends. */
  step(by: 1 | -1): void
  has(line: number): boolean
}

/** `goTo` shows a line. */
export function useLogFind(source: LogSource, goTo: (line: number) => void): LogFind {
  const open = ref(false)
  const text = ref('')
  const matchCase = ref(false)
  const wholeWord = ref(false)
  const matches = shallowRef<Uint32Array>(new Uint32Array())
  const current = shallowRef(-1)
  const problem = shallowRef<ErrorInfo | null>(null)
  const searching = shallowRef(false)
  let asked = 0

  async function look(move: boolean): Promise<void> {
    asked += 1
    const mine = asked
    if (!open.value || text.value === '') { matches.value = new Uint32Array(); current.value = -1; return }
    searching.value = true
    try {
      const found = await source.search({ text: text.value, matchCase: matchCase.value, wholeWord: wholeWord.value })
      if (mine !== asked) return
      matches.value = found
      problem.value = null
      if (!move) return
      current.value = Math.min(0, found.length - 1)
      const [first] = found
      if (first !== undefined) goTo(first)
    } catch (thrown) { if (mine === asked) problem.value = toErrorInfo(thrown) } finally { if (mine === asked) searching.value = false }
  }
  watchDebounced([open, text, matchCase, wholeWord], () => { void look(true) }, { debounce: 150 })
  // What was printed since is looked through too, and nobody is taken elsewhere for it.
  watchDebounced(() => source.extent.value.lines, () => { if (open.value && text.value !== '') void look(false) }, { debounce: 1_000, maxWait: 2_000 })

  function step(by: 1 | -1): void {
    const count = matches.value.length
    if (count === 0) return
    current.value = (current.value + by + count) % count
    const line = matches.value[current.value]
    if (line !== undefined) goTo(line)
  }

  return {
    open, text, matchCase, wholeWord, matches, step,
    at: computed(() => current.value),
    words: computed(() => {
      if (problem.value !== null) return problem.value.message
      if (text.value === '') return ''
      if (matches.value.length === 0) return searching.value ? '' : 'Not found'
      return `${(current.value + 1).toLocaleString('en-US')} of ${matches.value.length.toLocaleString('en-US')} lines`
    }),
    has: (line) => includes(matches.value, line),
  }
}

function includes(sorted: Uint32Array, wanted: number): boolean {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((sorted[middle] ?? 0) < wanted) low = middle + 1
    else high = middle
  }
  return sorted[low] === wanted
}
