import { setTimeout as sleep } from 'node:timers/promises'

/** Settles when no host has imported the script for a while: the spare is ready. */
export async function untilQuiet(imports: () => number): Promise<void> {
  for (let before = -1; imports() !== before;) {
    before = imports()
    await sleep(400)
  }
}
