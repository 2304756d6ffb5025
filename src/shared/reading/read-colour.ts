/**
 * What someone typed as a colour, as `#rrggbb` in lower case: `#1F77B4`, `1f77b4` and `#fa0` are such. null where it is
 * empty, else the text itself, so that the check can say what is wrong with it.
 */
export function readColour(typed: string): string | null {
  const text = typed.trim()
  if (text === '') return null
  const [, digits] = /^#?([0-9a-f]{6}|[0-9a-f]{3})$/i.exec(text) ?? []
  if (digits === undefined) return text
  const six = digits.length === 6 ? digits : digits.replaceAll(/./g, '$&$&')
  return `#${six.toLowerCase()}`
}
