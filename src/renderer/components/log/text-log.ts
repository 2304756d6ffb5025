import { shallowRef, watch } from 'vue'
import type { LogChunk } from '../../../shared/change.ts'
import type { LogView } from '../../stores/logs.ts'

/** Text as a log: what is added at its end is added, any other text takes its place. */
export function textLog(text: () => string): LogView {
  const chunks = shallowRef<readonly LogChunk[]>([])
  let [first, last] = [0, -1]
  watch(text, (now, before = '') => {
    if (now === before) return
    if (before !== '' && now.startsWith(before)) {
      last += 1
      chunks.value = [...chunks.value, { seq: last, stream: 'stdout', at: 0, text: now.slice(before.length) }]
      return
    }
    // A chunk before all others makes the view start over.
    first -= 1
    last = first
    chunks.value = [{ seq: first, stream: 'stdout', at: 0, text: now }]
  }, { immediate: true })
  return { chunks, cut: shallowRef(false), status: shallowRef('read'), error: shallowRef(null) }
}
