/** What is shown in the place of a secret. */
export const maskText = '•••'
/** A part of a text: from its first index to the one behind its last. */
export interface Span { readonly from: number; readonly to: number }

/** Lines of a secret shorter than this say nothing by themselves, and stand in every other text. */
const shortestLine = 6

/** Finds secrets in texts: as they are, as JSON, an inspector or a URL writes them, and line by line. */
export class Mask {
  /** What is looked for. Empty where there is no secret. */
  readonly needles: readonly string[]

  constructor(secrets: readonly string[]) {
    this.needles = [...new Set(secrets.flatMap(formsOf))].filter((needle) => needle !== '').sort((a, b) => b.length - a.length)
  }

  get empty(): boolean { return this.needles.length === 0 }

  /** The text with a mark in the place of each secret. */
  text(text: string): string {
    const spans = this.spans(text)
    if (spans.length === 0) return text
    let at = 0
    let masked = ''
    for (const { from, to } of spans) {
      masked += text.slice(at, from) + maskText
      at = to
    }
    return masked + text.slice(at)
  }

  /** Where secrets stand, in order; those that overlap as one. */
  spans(text: string): readonly Span[] {
    const found: Span[] = []
    for (const needle of this.needles) {
      for (let from = text.indexOf(needle); from !== -1; from = text.indexOf(needle, from + 1)) found.push({ from, to: from + needle.length })
    }
    found.sort((a, b) => a.from - b.from)
    const merged: { from: number; to: number }[] = []
    for (const { from, to } of found) {
      const last = merged.at(-1)
      if (last !== undefined && from < last.to) last.to = Math.max(last.to, to)
      else merged.push({ from, to })
    }
    return merged
  }
}

function formsOf(secret: string): readonly string[] {
  const json = JSON.stringify(secret).slice(1, -1)
  const lines = secret.split(/\r?\n/).filter((line) => line.length >= shortestLine)
  return [secret, ...lines, json, json.replaceAll(String.raw`\"`, '"').replaceAll("'", String.raw`\'`), uriForm(secret)]
}

/** Half a surrogate pair has no form in a URL. */
function uriForm(secret: string): string {
  try { return encodeURIComponent(secret) } catch { return secret }
}
