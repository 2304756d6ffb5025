import { type Dependency, type Grouping, isDependency } from './dependency.ts'
import { isPlainObject } from './grouping.ts'

type Fits = (value: unknown) => boolean

/**
 * Makes a test of whether a value has the shape of a grouping, quick enough for a million calls (P5): it says yes or no, where
 * `validateGrouping` says what is wrong. `accepts` lets a value stand for a whole part (D6).
 */
export function groupingFits(grouping: Grouping<Dependency>, accepts: Fits): Fits {
  if (isDependency(grouping)) return () => true
  const fits = Array.isArray(grouping) ? listFits(grouping as readonly Grouping<Dependency>[], accepts) : objectFits(grouping as Readonly<Record<string, Grouping<Dependency>>>, accepts)
  return (value) => fits(value) || accepts(value)
}

function listFits(grouping: readonly Grouping<Dependency>[], accepts: Fits): Fits {
  const { length } = grouping
  const inner = grouping.flatMap((member, index) => (isDependency(member) ? [] : [[index, groupingFits(member, accepts)] as const]))
  return (value) => Array.isArray(value) && value.length === length && inner.every(([index, fits]) => fits(value[index]))
}

function objectFits(grouping: Readonly<Record<string, Grouping<Dependency>>>, accepts: Fits): Fits {
  const members = Object.entries(grouping).map(([key, member]) => [key, groupingFits(member, accepts)] as const)
  return (value) => isPlainObject(value) && Object.keys(value).length === members.length && members.every(([key, fits]) => Object.hasOwn(value, key) && fits(value[key]))
}
