import { type ComponentId, type Dependency, idKey, isPattern } from '../dependency.ts'
import { fitsPattern, signatureOf } from './pattern.ts'

/** One dependency of one owner. */
export interface Listener<Owner> { readonly owner: Owner; readonly dependency: Dependency }

/** Finds who depends on a prop of a component without looking at the others. */
export class Listeners<Owner> {
  readonly #exact = new Map<string, Listener<Owner>[]>()
  readonly #patterns = new Map<string, Listener<Owner>[]>()

  add(dependency: Dependency, owner: Owner): void {
    const { id, prop } = dependency
    const [map, key] = isPattern(id) ? [this.#patterns, `${prop} ${signatureOf(id)}`] as const : [this.#exact, `${prop} ${idKey(id)}`] as const
    const list = map.get(key)
    if (list === undefined) map.set(key, [{ owner, dependency }])
    else list.push({ owner, dependency })
  }

  /** Everyone whose dependency means this prop, in some instance. */
  of(id: ComponentId, prop: string): readonly Listener<Owner>[] {
    const exact = this.#exact.get(`${prop} ${idKey(id)}`) ?? []
    if (typeof id === 'string') return exact
    const patterns = this.#patterns.get(`${prop} ${signatureOf(id)}`) ?? []
    return [...exact, ...patterns.filter(({ dependency }) => fitsPattern(dependency.id, id, {}))]
  }
}
