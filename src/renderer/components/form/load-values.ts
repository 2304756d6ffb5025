import { fittingValues } from '../../../shared/form-memory.ts'
import { paramId } from '../../../shared/form.ts'
import { paramDefaults, type ParamValues } from '../../../shared/params.ts'
import type { OpenPage } from '../../stores/open-page.ts'

/**
 * Puts values into the form of a page, defaults where there are none or they do not fit any more; secrets stay as they are
 * typed. False where the page is no form.
 */
export function loadValues(page: OpenPage, values: ParamValues): boolean {
  const specs = page.state.value?.descriptor.params ?? null
  if (specs === null) return false
  const loaded: ParamValues = { ...paramDefaults(specs), ...fittingValues(specs, values) }
  for (const [name, { kind }] of Object.entries(specs)) if (kind !== 'secret') page.change(paramId(name), { value: loaded[name] ?? null })
  return true
}
