const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' })
const dayOfYear = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })

/** A moment as seen from `now`, both in ms: `14:02`, `yesterday 14:02`, `3 Nov 14:02`, `3 Nov 2025 14:02`. */
export function clockTime(at: number, now: number): string {
  const days = Math.round((startOfDay(now) - startOfDay(at)) / 86_400_000)
  const clock = time.format(at)
  if (days === 0) return clock
  if (days === 1) return `yesterday ${clock}`
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear()
  return `${(sameYear ? day : dayOfYear).format(at)} ${clock}`
}

function startOfDay(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0)
}
