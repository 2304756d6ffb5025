import { append } from '../append.ts'
import { type ComponentId, type Dependency, idKey, type IdKey, isPattern, isWildcard } from '../dependency.ts'
import { signatureOf } from './pattern.ts'

/** One dependency of one owner. */
export interface Listener<Owner> { readonly owner: Owner; readonly dependency: Dependency }

/** A component as listeners look it up. */
export interface Listened { readonly id: ComponentId; readonly key: IdKey; readonly signature: string }

/** Finds who depends on a component, or on one prop of it, without looking at the others. */
export class Listeners<Owner> {
  readonly #byId = new Map<string, Listener<Owner>[]>()
  readonly #byProp = new Map<string, Listener<Owner>[]>()
  /** For the keys that ids have: which of them patterns give values for. */
  readonly #fixed = new Map<string, Map<string, readonly string[]>>()

  add(dependency: Dependency, owner: Owner): void {
    const key = this.#keyOf(dependency)
    append(this.#byId, key, { owner, dependency })
    append(this.#byProp, `${dependency.prop} ${key}`, { owner, dependency })
  }

  /** Everyone whose dependency means this prop, in some instance. */
  of(listened: Listened, prop: string): readonly Listener<Owner>[] {
    return this.#keysFor(listened).flatMap((key) => this.#byProp.get(`${prop} ${key}`) ?? [])
  }

  /** Everyone whose dependency means some prop of this component, in some instance. */
  ofId(listened: Listened): readonly Listener<Owner>[] {
    return this.#keysFor(listened).flatMap((key) => this.#byId.get(key) ?? [])
  }

  #keyOf({ id }: Dependency): string {
    if (typeof id === 'string' || !isPattern(id)) return idKey(id)
    const fixed = Object.keys(id).filter((key) => !isWildcard(id[key])).sort()
    const signature = signatureOf(id)
    const known = this.#fixed.get(signature) ?? new Map<string, readonly string[]>()
    this.#fixed.set(signature, known.set(fixed.join(), fixed))
    return familyOf(signature, fixed, id)
  }

  #keysFor({ id, key, signature }: Listened): readonly string[] {
    if (typeof id === 'string') return [key]
    return [key, ...[...this.#fixed.get(signature)?.values() ?? []].map((fixed) => familyOf(signature, fixed, id))]
  }
}

/** Names all ids that have the same values under some keys. */
function familyOf(signature: string, fixed: readonly string[], id: Readonly<Record<string, unknown>>): string {
  return `${signature} ${JSON.stringify(fixed.map((key) => [key, id[key]]))}`
}
