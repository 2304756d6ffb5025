import type { SavedPage } from '../change.ts'
import type { IdKey } from '../dependency.ts'
import { paramId } from '../form.ts'
import { isPlainObject } from '../grouping.ts'
import { PersistentMap } from '../persistent-map.ts'
import { secretNames } from '../secrets/secret-names.ts'
import { adoptDescriptor } from './adopt-descriptor.ts'
import type { PageState } from './state.ts'

/** Counts up when a saved state of before could not be read any more; older ones are then not taken over. */
const version = 2

/** A page as it is kept for being taken over: everything but the descriptor, which belongs to the script, and secrets. */
export function savedPage(state: PageState, savedAt: number): SavedPage {
  const { descriptor, pageId, taskId, overlay, kept, ...rest } = state
  return { pageId, taskId, savedAt, state: { version, ...rest, overlay: withoutSecrets(descriptor, overlay), kept: withoutSecrets(descriptor, kept) } satisfies Kept }
}

/**
 * A kept page with the script as it is now; `restored` comes next. Undefined where what was kept is damaged or of
 * another version: a new page takes its place.
 */
export function pageFromSaved({ pageId, taskId, state }: SavedPage, described: Pick<PageState, 'descriptor' | 'codeHash'>): PageState | undefined {
  if (!isKept(state)) return undefined
  const { version: _, ...rest } = state
  const page: PageState = { ...rest, overlay: PersistentMap.of(rest.overlay), kept: PersistentMap.of(rest.kept), descriptor: described.descriptor, pageId, taskId }
  return page.codeHash === described.codeHash ? page : adoptDescriptor(page, described)
}

function withoutSecrets({ params }: PageState['descriptor'], overlay: PageState['overlay']): Entries {
  const secret = new Set<string>(secretNames(params).map(paramId))
  return [...overlay].filter(([id]) => !secret.has(id))
}

/** Overlays as lists of entries: what every encoding on the way carries. */
type Entries = readonly (readonly [IdKey, Readonly<Record<string, unknown>>])[]
type Kept = Omit<PageState, 'descriptor' | 'pageId' | 'taskId' | 'overlay' | 'kept'>
  & { readonly version: typeof version; readonly overlay: Entries; readonly kept: Entries }

function isKept(state: unknown): state is Kept {
  if (!isPlainObject(state) || state['version'] !== version) return false
  const { codeHash, overlay, kept, calls, held, ends, knownCallbacks, circles, nextToken } = state
  return typeof codeHash === 'string' && isListOf(overlay, isEntry) && isListOf(kept, isEntry)
    && isListOf(calls, isCall) && isListOf(held, isHeld) && isListOf(ends, isEnd)
    && isListOf(knownCallbacks, isText) && isListOf(circles, (circle) => isListOf(circle, isText)) && Number.isSafeInteger(nextToken)
}

function isEntry(entry: unknown): boolean {
  return Array.isArray(entry) && entry.length === 2 && typeof entry[0] === 'string' && isPlainObject(entry[1])
}

function isText(value: unknown): boolean { return typeof value === 'string' }

function isListOf(value: unknown, isItem: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(isItem)
}

const phases: readonly unknown[] = ['asked', 'queued', 'running', 'reading', 'replaced', 'leaving']

function isCall(call: unknown): boolean {
  if (!isInstance(call)) return false
  const { token, kind, jobId, phase, shown, cancelAsked, progressSeq, propsSeq, outputs, outputShape, progress, running, latest, triggered } = call
  return Number.isSafeInteger(token) && (kind === 'long' || kind === 'light') && (jobId === null || typeof jobId === 'string') && phases.includes(phase)
    && typeof shown === 'boolean' && typeof cancelAsked === 'boolean' && Number.isSafeInteger(progressSeq) && Number.isSafeInteger(propsSeq)
    && isListOf(outputs, isSlot) && typeof outputShape === 'string' && isListOf(progress, isSlot) && isListOf(running, isProp) && isListOf(latest, isProp) && isListOf(triggered, isProp)
}

function isHeld(held: unknown): boolean {
  return isInstance(held) && isListOf(held['triggered'], isProp) && typeof held['initial'] === 'boolean' && typeof held['fresh'] === 'boolean'
}

function isEnd(end: unknown): boolean {
  return isInstance(end) && Number.isSafeInteger(end['token']) && (end['error'] === null || isPlainObject(end['error']))
}

function isInstance(value: unknown): value is Readonly<Record<string, unknown>> {
  return isPlainObject(value) && typeof value['callbackId'] === 'string' && typeof value['instance'] === 'string'
}

function isSlot(slot: unknown): boolean {
  return isPlainObject(slot) && typeof slot['prop'] === 'string' && Array.isArray(slot['ids']) && typeof slot['many'] === 'boolean'
}

function isProp(target: unknown): boolean {
  return isPlainObject(target) && typeof target['id'] === 'string' && typeof target['prop'] === 'string'
}
