const seconds: Readonly<Record<string, number>> = {
  ms: 0.001, s: 1, sec: 1, second: 1, seconds: 1, m: 60, min: 60, minute: 60, minutes: 60, h: 3_600, hr: 3_600, hour: 3_600, hours: 3_600,
  d: 86_400, day: 86_400, days: 86_400, w: 604_800, week: 604_800, weeks: 604_800,
}
const part = /^\s*(\d+(?:\.\d+)?(?:e[+-]?\d+)?)\s*([a-z]+)?\s*(?:,|and\s)?/i

/**
 * What someone typed as a span of time, in seconds: `1 h 30 min`, `90 s`, `2d`, `1.5 hours`, `1:30:00`; a bare number is
 * seconds. null where it is empty, else the text itself, so that the check can say what is wrong with it.
 */
export function readTimeSpan(typed: string): number | string | null {
  const text = typed.trim()
  if (text === '') return null
  return clockSpan(text) ?? namedSpan(text) ?? text
}

/** `1:30` is minutes and seconds, `1:30:00` hours before them. */
function clockSpan(text: string): number | null {
  if (!/^\d+(?::[0-5]?\d){1,2}(?:\.\d+)?$/.test(text)) return null
  return text.split(':').reduce((sum, each) => sum * 60 + Number(each), 0)
}

function namedSpan(text: string): number | null {
  let sum = 0
  let rest = text
  while (rest !== '') {
    const [whole, amount, unit] = part.exec(rest) ?? []
    const size = unit === undefined ? whole === text ? 1 : undefined : seconds[unit.toLowerCase()]
    if (whole === undefined || amount === undefined || size === undefined) return null
    sum += size === 0.001 ? Number(amount) / 1_000 : Number(amount) * size
    rest = rest.slice(whole.length)
  }
  return Number.isFinite(sum) ? sum : null
}
