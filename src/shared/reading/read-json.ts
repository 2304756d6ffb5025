/** What a text is as JSON, or what is wrong with it and where; lines and columns count from 1. */
export type ReadJson =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly message: string; readonly line: number; readonly column: number }

/** Parses JSON as someone types it. */
export function readJson(text: string): ReadJson {
  const said = complaint(text)
  if (said === null) return { ok: true, value: JSON.parse(text) as unknown }
  const early = isBeginning(text)
  const at = early ? text.trimEnd().length : firstWrong(text)
  const before = text.slice(0, at).split('\n')
  const line = before.length
  const column = (before.at(-1)?.length ?? 0) + 1
  return { ok: false, message: `${early ? 'The JSON ends too early' : reasonOf(said, text.charAt(at))} at line ${line}, column ${column}.`, line, column }
}

/** Engines do not always say where: it is the shortest beginning of the text that no JSON begins with. */
function firstWrong(text: string): number {
  let [right, wrong] = [0, text.length]
  while (wrong - right > 1) {
    const middle = (right + wrong) >> 1
    if (isBeginning(text.slice(0, middle))) right = middle
    else wrong = middle
  }
  return wrong - 1
}

/** True where only what would follow is missing. */
function isBeginning(text: string): boolean {
  const said = complaint(text)
  return said === null || /end of JSON|Unterminated/.test(said) || said.includes(`at position ${text.length}`)
}

function complaint(text: string): string | null {
  try { JSON.parse(text) } catch (thrown) { return thrown instanceof Error ? thrown.message : String(thrown) }
  return null
}

function reasonOf(said: string, wrong: string): string {
  if (/^Unexpected token|non-whitespace/.test(said)) return `Unexpected ${wrong}`
  return said.replace(/,? in JSON.*$|,? after JSON.*$|,? at position.*$/su, '')
}
