import { onScopeDispose, type Ref, ref, watch } from 'vue'

/** Nothing of the app's own shows for what ends within so many ms. */
export const quietTime = 300

/** True once `source` has been true for {@link quietTime}, and false at once when it turns false: what is short never flashes. */
export function useLate(source: () => boolean): Readonly<Ref<boolean>> {
  const late = ref(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  watch(source, (on) => {
    clearTimeout(timer)
    if (!on) late.value = false
    else timer = setTimeout(() => { late.value = true }, quietTime)
  }, { immediate: true })
  onScopeDispose(() => { clearTimeout(timer) })
  return late
}
