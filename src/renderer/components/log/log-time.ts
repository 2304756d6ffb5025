/** The time of a line, to the millisecond: `14:02:07.123`; as many spaces where there is none. */
export function logTime(at: number): string {
  if (at === 0) return ' '.repeat(12)
  const date = new Date(at)
  const two = (part: number): string => String(part).padStart(2, '0')
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}.${String(date.getMilliseconds()).padStart(3, '0')}`
}
