import type { ListedEntry } from '../../../../shared/cache-view.ts'

/** What a cached result depends on, in a line: its arguments and what else its task looks at, but not the code. */
export function entryWords({ parts }: Pick<ListedEntry, 'parts'>): string {
  return Object.entries(parts).filter(([name]) => name !== 'code').map(([name, text]) => `${name} ${text}`).join(', ')
}
