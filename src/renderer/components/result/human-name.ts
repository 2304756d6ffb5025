/** A key of a result as a heading: `topValues` → `Top values`. Names with spaces or capitals of their own stay. */
export function humanName(name: string): string {
  if (/[\s./]/.test(name) || /^[A-Z]{2,}/.test(name)) return name
  const words = name.replace(/[_-]+/g, ' ').replace(/([a-z\d])([A-Z])/g, (_all, before: string, after: string) => `${before} ${after.toLowerCase()}`)
  return words.charAt(0).toUpperCase() + words.slice(1)
}
