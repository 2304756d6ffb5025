/** A length of time in words, as exact as its size deserves: `0.04 s`, `2.1 s`, `48 s`, `3 min 05 s`, `2 h 07 min`. */
export function duration(ms: number): string {
  const seconds = Math.max(0, ms) / 1000
  if (seconds < 0.095) return `${seconds.toFixed(2)} s`
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`
  const whole = Math.round(seconds)
  if (whole < 60) return `${whole} s`
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${pad(whole % 60)} s`
  const minutes = Math.round(seconds / 60)
  if (minutes < 1440) return `${Math.floor(minutes / 60)} h ${pad(minutes % 60)} min`
  const hours = Math.round(seconds / 3600)
  return `${Math.floor(hours / 24)} d ${pad(hours % 24)} h`
}

/** Whole seconds that have passed, for a clock that runs: it never shows parts that would flicker. */
export function elapsed(ms: number): string {
  const seconds = Math.floor(Math.max(0, ms) / 1000)
  return seconds < 60 ? `${seconds} s` : duration(seconds * 1000)
}

function pad(part: number): string {
  return String(part).padStart(2, '0')
}
