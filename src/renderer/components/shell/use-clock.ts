import { onScopeDispose, type Ref, ref, watch } from 'vue'

/** The time in ms, told anew every second while `ticking`. */
export function useClock(ticking: () => boolean): Readonly<Ref<number>> {
  const now = ref(Date.now())
  let timer: ReturnType<typeof setInterval> | undefined
  watch(ticking, (on) => {
    clearInterval(timer)
    now.value = Date.now()
    if (on) timer = setInterval(() => { now.value = Date.now() }, 1000)
  }, { immediate: true })
  onScopeDispose(() => { clearInterval(timer) })
  return now
}
