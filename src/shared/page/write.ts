import { isComponent } from '../component.ts'
import type { IdKey } from '../dependency.ts'
import { PersistentMap } from '../persistent-map.ts'
import { instancesAround, type PlannedInstance } from './initial-firings.ts'
import { findPresent, type Present } from './page-index.ts'
import { reindex } from './reindex.ts'
import type { PropChange } from './state.ts'
import { readProp, type Turn } from './turn.ts'

/** What a write came to. `delivered`: components that came with new `children`; `removed`: those that went with old ones. */
export interface Written {
  readonly changes: readonly PropChange[]
  readonly delivered: ReadonlySet<IdKey>
  /** The instances that read or write components that came. */
  readonly around: readonly PlannedInstance[]
  readonly removed: readonly Present[]
}

/**
 * Sets props. A value for a component that the page lacks is dropped (F5). New `children` bring their components
 * with the props they declare; what earlier ones of the same id had been given is over.
 */
export function writeProps(turn: Turn, changes: readonly PropChange[]): Written {
  const written: PropChange[] = []
  const delivered = new Set<IdKey>()
  const gone = new Map<IdKey, Present>()
  for (const change of changes) {
    const parent = turn.index.byKey.get(change.id)
    if (parent === undefined) continue
    written.push(change)
    if (!rebuilds(turn, change)) { setProp(turn, change); continue }
    const delivery = deliverChildren(turn, parent, change)
    for (const id of delivery.delivered) delivered.add(id)
    for (const present of delivery.gone) if (!gone.has(present.key)) gone.set(present.key, present)
  }
  const around = instancesAround(turn, delivered, [turn.plan.inputs, turn.plan.outputs])
  return { changes: written, delivered, around, removed: [...gone.values()].filter(({ key }) => !turn.index.byKey.has(key)) }
}

/** Sets a prop of a component, and nothing else. */
export function setProp(turn: Turn, { id, prop, value }: PropChange): void {
  const { overlay } = turn.now
  turn.now = { ...turn.now, overlay: overlay.with(id, { ...overlay.get(id), [prop]: value }) }
}

function rebuilds(turn: Turn, { id, prop, value }: PropChange): boolean {
  return prop === 'children' && (holdsComponents(value) || holdsComponents(readProp(turn, id, 'children')))
}

function deliverChildren(turn: Turn, parent: Present, change: PropChange): { readonly delivered: ReadonlySet<IdKey>; readonly gone: readonly Present[] } {
  const before = { children: readProp(turn, change.id, 'children'), overlay: turn.now.overlay }
  const came = findPresent(change.value, parent, PersistentMap.of())
  const delivered = new Set(came.found.keys())
  delivered.delete(change.id)
  forget(turn, delivered)
  setProp(turn, change)
  const { index, gone } = reindex(turn.index, { parent, before, came, page: turn.now })
  turn.index = index
  forget(turn, gone.map(({ key }) => key))
  return { delivered, gone }
}

/** Drops what was set of these components. */
function forget(turn: Turn, ids: Iterable<IdKey>): void {
  const [overlay, kept] = [turn.now.overlay.withoutAll(ids), turn.now.kept.withoutAll(ids)]
  if (overlay !== turn.now.overlay || kept !== turn.now.kept) turn.now = { ...turn.now, overlay, kept }
}

function holdsComponents(child: unknown): boolean {
  return Array.isArray(child) ? child.some(holdsComponents) : isComponent(child)
}
