import { computed, type ComputedRef, shallowRef, type ShallowRef, watch } from 'vue'

export interface RowWindow {
  /** The rows to draw: from `first` up to and without `end`. */
  readonly first: ComputedRef<number>
  readonly end: ComputedRef<number>
  /** A row a little before the first that is drawn, and the pixels to it: what is drawn has its place from there, and keeps it as long as it can. */
  readonly base: ComputedRef<number>
  readonly top: ComputedRef<number>
  /** Height of the place of all rows, px. */
  readonly height: ComputedRef<number>
  /** Rows that fit in the view. */
  readonly page: ComputedRef<number>
  /** To be called when the view scrolled. */
  readonly onScroll: () => void
  /** To be called for wheels, not passive: where the place is smaller than its rows, a wheel would leap over many. */
  readonly onWheel: (event: WheelEvent) => void
  readonly scrollBy: (rows: number) => void
  /** Brings a row into view, if it is not. */
  readonly reveal: (row: number) => void
}

/**
 * Browsers end elements at 33,554,432 px, draw unevenly from 16,777,216 on (a 32-bit float has no halves there), and
 * zoom doubles either. Rows beyond this many pixels share a place of this height, scrolled through proportionally.
 */
const highest = 6_000_000
const overscan = 6

interface Options {
  readonly count: () => number
  readonly rowHeight: number
  readonly scroller: Readonly<ShallowRef<HTMLElement | null>>
  /** Height of the part of the view that rows have, px. */
  readonly view: () => number
}

/**
 * Which of any number of equally high rows are in view. @tanstack/vue-virtual holds an object for each row and knows no
 * limit of heights: ten million rows are beyond it.
 */
export function useRowWindow({ count, rowHeight, scroller, view }: Options): RowWindow {
  /** How far all rows are scrolled, in pixels as if there were no limit. */
  const position = shallowRef(0)
  /** Where the view itself is scrolled to. */
  const scrolled = shallowRef(0)
  const whole = computed(() => count() * rowHeight)
  const height = computed(() => Math.min(whole.value, highest))
  const farthest = computed(() => Math.max(0, whole.value - view()))
  /** Pixels of rows for a pixel of the view. */
  const scale = computed(() => (whole.value <= highest ? 1 : farthest.value / Math.max(1, height.value - view())))
  const first = computed(() => Math.max(0, Math.floor(position.value / rowHeight) - overscan))
  const end = computed(() => Math.min(count(), Math.ceil((position.value + view()) / rowHeight) + overscan))

  const base = computed(() => first.value - first.value % 1_000)

  function onScroll(): void {
    const top = scroller.value?.scrollTop ?? 0
    // Where it was put by us it is where we said, however the browser rounds.
    if (Math.abs(top - position.value / scale.value) >= 1) position.value = Math.min(farthest.value, top * scale.value)
    scrolled.value = top
  }

  function moveTo(to: number): void {
    position.value = Math.min(farthest.value, Math.max(0, to))
    const element = scroller.value
    if (element === null) return
    element.scrollTop = position.value / scale.value
    scrolled.value = element.scrollTop
  }

  function onWheel(event: WheelEvent): void {
    if (scale.value === 1 || event.ctrlKey || event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) return
    const isAtEnd = event.deltaY < 0 ? position.value <= 0 : position.value >= farthest.value
    if (isAtEnd) return
    event.preventDefault()
    moveTo(position.value + event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_LINE ? rowHeight : event.deltaMode === WheelEvent.DOM_DELTA_PAGE ? view() : 1))
  }

  function reveal(row: number): void {
    const top = row * rowHeight
    if (top < position.value) moveTo(top)
    else if (top + rowHeight > position.value + view()) moveTo(top + rowHeight - view())
  }

  // Fewer rows: what is scrolled to may be beyond them.
  watch(farthest, () => { if (position.value > farthest.value) moveTo(farthest.value) }, { flush: 'post' })

  return {
    first, end, height,
    base,
    top: computed(() => (scale.value === 1 ? base.value * rowHeight : scrolled.value - (position.value - base.value * rowHeight))),
    page: computed(() => Math.max(1, Math.floor(view() / rowHeight) - 1)),
    onScroll, onWheel, reveal,
    scrollBy: (rows) => { moveTo(position.value + rows * rowHeight) },
  }
}
