import { type Dependency, type Grouping, isDependency } from '../dependency.ts'

/** What `run` gets (B2): how many arguments, and the names that its object arguments hold; null for any. */
export interface ArgumentShape { readonly count: number; readonly names: readonly string[] | null }

type Schema = Grouping<Dependency>

/** True for a grouping that is an object: it makes one argument with names. */
export function isKeyed(schema: Schema): schema is { readonly [key: string]: Schema } {
  return !Array.isArray(schema) && !isDependency(schema)
}

/** The arguments that `inputs` and `state` make together. */
export function argumentShape(inputs: Schema, state: Schema | null): ArgumentShape {
  const groups = state === null ? [inputs] : [inputs, state]
  const joined = groups.length === 2 && groups.every(isKeyed)
  const counts = groups.map((group) => (Array.isArray(group) ? group.length : 1))
  return {
    count: joined ? 1 : counts.reduce((sum, count) => sum + count, 0),
    names: groups.flatMap((group) => membersOf(group)).flatMap((member) => (isKeyed(member) ? Object.keys(member) : [])),
  }
}

function membersOf(group: Schema): readonly Schema[] {
  return Array.isArray(group) ? group as readonly Schema[] : [group]
}
