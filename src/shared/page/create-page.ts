import { type IdKey, idKey } from '../dependency.ts'
import { paramId } from '../form.ts'
import type { ParamValues } from '../params.ts'
import { PersistentMap } from '../persistent-map.ts'
import type { PageState } from './state.ts'

/** A page on which nothing has happened yet; `created` comes next. A form begins with `values`. */
export function createPage(of: Pick<PageState, 'pageId' | 'taskId' | 'codeHash' | 'descriptor'>, values: ParamValues = {}): PageState {
  const overlay = Object.entries(values).map(([name, value]): [IdKey, Readonly<Record<string, unknown>>] => [idKey(paramId(name)), { value }])
  return { ...of, overlay: PersistentMap.of(overlay), kept: PersistentMap.of(), calls: [], held: [], ends: [], knownCallbacks: [], circles: [], nextToken: 1 }
}
