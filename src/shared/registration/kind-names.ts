import type { DependencyKind } from '../dependency.ts'

/** What each kind of dependency is made by. */
export const kindNames = { input: 'Input', state: 'State', output: 'Output' } as const satisfies Record<DependencyKind, string>
