import { useDebounceFn } from '@vueuse/core'
import { computed, onBeforeUnmount, type Ref, ref, watch } from 'vue'
import { number, type Props, text } from './read-prop.ts'

export interface TypedOptions {
  /** The value that what is typed stands for. */
  readonly toValue: (typed: string) => string | number | null
  readonly change: (changed: Props) => void
}

/** What is in a field while it is typed. */
export interface Typed {
  readonly typed: Readonly<Ref<string>>
  /** A key changed what is in the field. */
  readonly enter: (typed: string) => void
  /** The field was left, or Enter pressed: `value` is sent at once, with one more in the prop that counts it. */
  readonly finish: (counter: 'nSubmit' | 'nBlur') => void
}

/**
 * Sends `value` as the `debounce` prop says: at each key; with `true` when the field is left or Enter pressed; with a
 * number so many seconds after the last key. A value that comes back late does not overwrite newer keys.
 */
export function useTyped(props: () => Props, { toValue, change }: TypedOptions): Typed {
  const shown = computed(() => text(props(), 'value') ?? '')
  const typed = ref(shown.value)
  let unsent = false
  watch(shown, (value) => { if (toValue(typed.value) !== props()['value']) { typed.value = value; unsent = false } })

  const wait = computed(() => { const { debounce } = props(); return typeof debounce === 'number' ? debounce * 1000 : 0 })
  const sendLate = useDebounceFn(() => { send() }, wait)

  function news(): Props {
    const value = toValue(typed.value)
    const isNew = unsent && value !== props()['value']
    unsent = false
    return isNew ? { value } : {}
  }
  function send(): void {
    const changed = news()
    if ('value' in changed) change(changed)
  }
  // What a script hides must not take the last keys with it.
  onBeforeUnmount(send)

  return {
    typed,
    enter: (entered) => {
      typed.value = entered
      unsent = true
      if (props()['debounce'] === true) return
      if (wait.value > 0) void sendLate()
      else send()
    },
    finish: (counter) => { change({ ...news(), [counter]: (number(props(), counter) ?? 0) + 1 }) },
  }
}
