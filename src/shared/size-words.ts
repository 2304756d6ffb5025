const units = ['bytes', 'kB', 'MB', 'GB', 'TB'] as const

/** A number of bytes for people: three digits at most, thousands as file managers count them. */
export function sizeWords(bytes: number): string {
  if (bytes < 1_000) return `${bytes} ${bytes === 1 ? 'byte' : 'bytes'}`
  let [size, unit] = [bytes, 0]
  while (size >= 999.5 && unit < units.length - 1) { size /= 1_000; unit += 1 }
  return `${size < 10 ? size.toFixed(1) : String(Math.round(size))} ${units[unit] ?? ''}`
}
