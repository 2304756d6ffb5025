/**
 * What someone typed into a number field: a number where it is one (`1e6`, `1,000,000` and `1_000_000` are), null
 * where it is empty, else the text itself, so that the check can say what is wrong with it.
 */
export function readNumber(typed: string): number | string | null {
  const text = typed.trim()
  if (text === '') return null
  const plain = /^[-+]?\d{1,3}(?:[,_ ]\d{3})+(?:\.\d+)?$/.test(text) ? text.replace(/[,_ ]/g, '') : text
  const value = Number(plain)
  return /^[-+]?(?:\d|\.\d)/.test(plain) && Number.isFinite(value) ? value : text
}
