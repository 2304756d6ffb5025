import type { WriteStream } from 'node:tty'

const barWidth = 30

/** One line on a terminal that is drawn over; nothing at all where there is no terminal. */
export class ProgressLine {
  readonly #out: WriteStream | null
  #drawn = false

  constructor(out: NodeJS.WriteStream) { this.#out = out.isTTY ? out : null }

  /** `fraction` from 0 to 1, or null where there is no total. */
  draw(fraction: number | null, text: string): void {
    if (this.#out === null) return
    const done = fraction === null ? 0 : Math.round(Math.min(1, Math.max(0, fraction)) * barWidth)
    const bar = fraction === null ? '' : `[${'█'.repeat(done)}${'·'.repeat(barWidth - done)}] ${String(Math.round(fraction * 100)).padStart(3)} % `
    this.#out.write(`\r\u001b[2K${(bar + text).slice(0, Math.max(20, this.#out.columns - 1))}`)
    this.#drawn = true
  }

  /** Takes the line away, so that other text starts clean. */
  clear(): void {
    if (this.#drawn) this.#out?.write('\r\u001b[2K')
    this.#drawn = false
  }
}
