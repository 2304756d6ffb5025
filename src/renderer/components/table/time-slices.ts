/** ms of work at a time: with the drawing of a frame it stays within 16.7. */
const slice = 8

/**
 * Runs `step(from, to)` over all of `count` in slices that leave the window free to draw and to answer; a step that
 * answers false ends it. Rejects with the signal's reason once it aborts.
 */
export async function inSlices(count: number, signal: AbortSignal, step: (from: number, to: number) => boolean): Promise<void> {
  const batch = 2_000
  let began = performance.now()
  for (let from = 0; from < count; from += batch) {
    if (!step(from, Math.min(count, from + batch))) return
    if (performance.now() - began < slice) continue
    await new Promise((resolve) => { setTimeout(resolve) })
    signal.throwIfAborted()
    began = performance.now()
  }
}
