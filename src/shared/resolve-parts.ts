import { type Component, isComponent } from './component.ts'
import { isPlainObject } from './grouping.ts'
import { isResultPart } from './result-part.ts'

/** What stands in a layout where the result lacks a part: `path` as the script wrote it, `known` what is there instead. */
export const missingPart = 'missing-part'
/** What stands among children where a part is no text and no component: it is drawn by what it is. */
export const resultValue = 'result-value'

/**
 * A result layout with every `part(path)` replaced by that part of `result`. A component that asks for a part which
 * is not there becomes a `missing-part`, so that one wrong path costs one component and not the page.
 */
export function resolveParts(layout: Component, result: unknown): Component {
  const props: Record<string, unknown> = {}
  for (const [prop, value] of Object.entries(layout.props)) {
    const resolved = prop === 'children' ? resolveChildren(value, result) : resolveProp(value, result)
    if (resolved instanceof Missing) return missing(resolved)
    props[prop] = resolved
  }
  return { component: layout.component, props }
}

class Missing {
  readonly path: string
  readonly known: string

  constructor(path: string, known: string) {
    this.path = path
    this.known = known
  }
}

function missing({ path, known }: Missing): Component {
  return { component: missingPart, props: { path, known } }
}

function resolveChildren(child: unknown, result: unknown): unknown {
  if (Array.isArray(child)) return child.map((item) => resolveChildren(item, result))
  if (isComponent(child)) return resolveParts(child, result)
  if (!isResultPart(child)) return child
  const found = partOf(result, child.path)
  if (found instanceof Missing) return missing(found)
  return isChild(found) ? found : { component: resultValue, props: { value: found } }
}

function isChild(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0 && value.every(isComponent)
  return typeof value === 'string' || typeof value === 'number' || isComponent(value)
}

/** Parts may stand within a prop too: `columns: [part('names.0')]`. */
function resolveProp(value: unknown, result: unknown): unknown {
  if (isResultPart(value)) return partOf(result, value.path)
  if (Array.isArray(value)) return firstMissing(value.map((item) => resolveProp(item, result)))
  if (!isPlainObject(value)) return value
  const entries = Object.entries(value).map(([key, item]) => [key, resolveProp(item, result)] as const)
  return entries.map(([, item]) => item).find((item) => item instanceof Missing) ?? Object.fromEntries(entries)
}

function firstMissing(items: readonly unknown[]): unknown {
  return items.find((item) => item instanceof Missing) ?? items
}

/** A part by keys and positions with dots between; keys of a Map count as keys where they are text or numbers. */
function partOf(result: unknown, path: string): unknown {
  let held = result
  for (const key of path === '' ? [] : path.split('.')) {
    if (held instanceof Map) {
      const own: unknown = [...held.keys()].find((candidate) => candidate === key || (typeof candidate === 'number' && String(candidate) === key))
      if (own === undefined) return new Missing(path, keysOf(held))
      held = held.get(own)
    } else if (typeof held === 'object' && held !== null && Object.hasOwn(held, key)) held = (held as Readonly<Record<string, unknown>>)[key]
    else return new Missing(path, keysOf(held))
  }
  return held
}

/** What could have been asked for, in words. */
function keysOf(held: unknown): string {
  if (Array.isArray(held) || ArrayBuffer.isView(held)) return `a list of ${'length' in held ? held.length : held.byteLength}`
  if (typeof held !== 'object' || held === null) return held === undefined ? 'nothing' : held === null ? 'null' : `a ${typeof held}`
  const keys = held instanceof Map ? [...held.keys()].map(String) : Object.keys(held)
  return keys.length === 0 ? 'no parts' : keys.slice(0, 8).join(', ') + (keys.length > 8 ? ', …' : '')
}
