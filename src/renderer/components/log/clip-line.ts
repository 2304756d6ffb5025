/** A line as it is drawn: `text` is its beginning, and how much of it is left out is said. Saving the log gives it whole. */
export function clipLine(text: string, length: number): string {
  return length <= text.length ? text : `${text} … ${(length - text.length).toLocaleString('en')} more characters`
}
