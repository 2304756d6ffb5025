/** Characters of one line that are drawn. A browser takes seconds to lay out a line of a million. */
const drawn = 4_000

/** A line as it is drawn: its beginning, and how much of it is left out. Copying the log gives it whole. */
export function clipLine(line: string): string {
  return line.length <= drawn ? line : `${line.slice(0, drawn)} … ${(line.length - drawn).toLocaleString('en')} more characters`
}
