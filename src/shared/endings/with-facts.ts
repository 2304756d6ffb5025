/** What stands for `{…}` in a row's words. */
export type EndingFacts = Readonly<Record<string, string | number>>

/** A row's words with the facts in place. */
export function withFacts(words: string, facts: EndingFacts): string {
  return words.replace(/\{(\w+)\}/g, (whole, name: string) => String(facts[name] ?? whole))
}
