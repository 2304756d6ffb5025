import { setTimeout as sleep } from 'node:timers/promises'

/** Looks every few ms until `reached` is true. False where it was not within `patience` ms. */
export async function until(reached: () => boolean | Promise<boolean>, patience: number): Promise<boolean> {
  const limit = performance.now() + patience
  for (;;) {
    if (await reached()) return true
    if (performance.now() > limit) return false
    await sleep(10)
  }
}
