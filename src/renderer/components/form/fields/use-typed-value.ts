import { type Ref, ref, watch } from 'vue'
import { equalValues } from '../../../../shared/page/equal-values.ts'

export interface TypedValueOptions<Read> {
  readonly value: () => unknown
  /** What a text stands for; the text itself where it stands for nothing, so that the check can say so. */
  readonly read: (text: string) => Read
  /** How a value would be typed. */
  readonly write: (value: never) => string
  readonly change: (value: Read) => void
}

/**
 * A field's text beside the value it stands for: what is typed stays as typed (`1e6`, `90 min`), and a value from
 * elsewhere (a preset, a reset) shows.
 */
export function useTypedValue<Read>({ value, read, write, change }: TypedValueOptions<Read>): { readonly typed: Readonly<Ref<string>>; readonly enter: (text: string) => void } {
  const asText = (given: unknown): string => (given === null || given === undefined ? '' : typeof given === 'string' ? given : write(given as never))
  const typed = ref(asText(value()))
  watch(value, (now) => { if (!equalValues(read(typed.value), now ?? null)) typed.value = asText(now) })
  return {
    typed,
    enter: (text) => {
      typed.value = text
      change(read(text))
    },
  }
}
