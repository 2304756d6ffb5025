import { shallowRef, watch } from 'vue'
import { LineCounter } from '../../../shared/line-counter.ts'
import { lineMatcher } from '../../../shared/line-matcher.ts'
import type { LogExtent, LogLine, LogSearch } from '../../../shared/log.ts'
import { type LogSource, noExtent } from '../../stores/log-source.ts'

/** Text as a log: what is added at its end is added, any other text takes its place. */
export function textLog(text: () => string): LogSource {
  const extent = shallowRef<LogExtent>(noExtent)
  const version = shallowRef(0)
  let lines: LogLine[] = []
  let counter = begin()

  function begin(): LineCounter { return new LineCounter((line, content) => { lines[line] = content }) }

  watch(text, (now, before = '') => {
    if (now === before) return
    const grows = before !== '' && now.startsWith(before)
    if (!grows) {
      lines = []
      counter = begin()
    }
    counter.add({ seq: 0, at: 0, stream: 'stdout', text: grows ? now.slice(before.length) : now })
    counter.flush()
    extent.value = { lines: lines.length, bytes: now.length, cut: null }
    version.value += 1
  }, { immediate: true })

  return {
    extent, version, status: shallowRef('read'), error: shallowRef(null),
    line: (number) => lines[number],
    want: () => undefined,
    search: (search: Omit<LogSearch, 'jobId'>) => {
      const matches = lineMatcher(search)
      return Promise.resolve(Uint32Array.from(lines.flatMap((line, number) => (matches(line.text) ? [number] : []))))
    },
    text: () => Promise.resolve(lines.map((line) => line.text).join('\n')),
  }
}
