import { type Mask, maskText } from './mask.ts'

/**
 * Masks a text that comes in pieces: the end of a piece that may begin a secret is held back until the next piece, or
 * the end, tells. What is held is never longer than the longest secret.
 */
export class StreamMask {
  readonly #mask: Mask
  #held = ''
  /** So many characters of what is held belong to a secret whose mark is out already. */
  #marked = 0

  constructor(mask: Mask) { this.#mask = mask }

  /** What may be shown now that `piece` has come. */
  write(piece: string): string {
    if (this.#mask.empty) return piece
    const text = this.#held + piece
    return this.#emit(text, this.#openEnd(text))
  }

  /** The rest: nothing follows that could make a secret of it. */
  end(): string { return this.#emit(this.#held, this.#held.length) }

  #emit(text: string, until: number): string {
    let shown = ''
    let at = this.#marked
    let markedTo = this.#marked
    for (const { from, to } of this.#mask.spans(text)) {
      // It begins in what is held: the next look finds it again.
      if (from >= until) break
      // One that goes on from the mark that is out already needs no other.
      if (from >= markedTo) shown += text.slice(at, from) + maskText
      markedTo = Math.max(markedTo, to)
      at = markedTo
    }
    shown += text.slice(Math.min(at, until), until)
    this.#held = text.slice(until)
    this.#marked = Math.max(0, markedTo - until)
    return shown
  }

  /** From where on the text may be the beginning of a secret. */
  #openEnd(text: string): number {
    return this.#mask.needles.reduce((earliest, needle) => Math.min(earliest, openFrom(text, needle)), text.length)
  }
}

function openFrom(text: string, needle: string): number {
  const first = needle.charAt(0)
  for (let from = text.indexOf(first, Math.max(0, text.length - needle.length + 1)); from !== -1; from = text.indexOf(first, from + 1)) {
    if (needle.startsWith(text.slice(from))) return from
  }
  return text.length
}
