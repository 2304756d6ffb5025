import type { TaskId } from '../../shared/brand.ts'
import { AppError } from '../../shared/errors.ts'
import { fittingValues, type FormPreset, presetNameLimit } from '../../shared/form-memory.ts'
import { isPlainObject } from '../../shared/grouping.ts'
import { equalValues } from '../../shared/page/equal-values.ts'
import type { ParamSpecs, ParamValues } from '../../shared/params.ts'
import type { Broadcaster, SettingsStore } from '../engine/ports.ts'

interface Memory { readonly last: ParamValues; readonly presets: readonly FormPreset[] }

/**
 * What each task's form was run with last, and its named presets: one setting a task. Secrets never get here, and values
 * that do not fit their params any more are left out when they are read.
 */
export class FormMemories {
  readonly #settings: SettingsStore
  readonly #broadcaster: Broadcaster

  constructor(settings: SettingsStore, broadcaster: Broadcaster) {
    this.#settings = settings
    this.#broadcaster = broadcaster
  }

  last(taskId: TaskId, params: ParamSpecs): ParamValues { return fittingValues(params, this.#read(taskId).last) }

  /** Keeps what was run; the same again writes nothing. */
  remember(taskId: TaskId, params: ParamSpecs, values: ParamValues): void {
    const memory = this.#read(taskId)
    const last = fittingValues(params, values)
    if (!equalValues(memory.last, last)) this.#settings.write(nameOf(taskId), { ...memory, last })
  }

  presets(taskId: TaskId): readonly FormPreset[] { return this.#read(taskId).presets }

  /** Keeps a preset, in the place of the one of that name, else at `at`, else last. Throws BAD_ARGUMENT for a name that is none. */
  save(taskId: TaskId, params: ParamSpecs, { name, values, at }: FormPreset & { readonly at: number | null }): void {
    const preset = { name: checkedName(name), values: fittingValues(params, values) }
    this.#change(taskId, (presets) => {
      if (presets.some((other) => other.name === preset.name)) return presets.map((other) => (other.name === preset.name ? preset : other))
      return presets.toSpliced(at ?? presets.length, 0, preset)
    })
  }

  /** Throws REFUSED where another has the new name, NOT_FOUND where there is no such preset. */
  rename(taskId: TaskId, name: string, to: string): void {
    const next = checkedName(to)
    this.#change(taskId, (presets) => {
      if (next !== name && presets.some((other) => other.name === next)) throw new AppError('REFUSED', `There is a preset "${next}" already`, { hint: 'Choose another name, or delete that one.' })
      requirePreset(presets, name)
      return presets.map((preset) => (preset.name === name ? { ...preset, name: next } : preset))
    })
  }

  /** Throws NOT_FOUND where there is no such preset. */
  remove(taskId: TaskId, name: string): void {
    this.#change(taskId, (presets) => {
      requirePreset(presets, name)
      return presets.filter((preset) => preset.name !== name)
    })
  }

  #change(taskId: TaskId, change: (presets: readonly FormPreset[]) => readonly FormPreset[]): void {
    const memory = this.#read(taskId)
    const presets = change(memory.presets)
    this.#settings.write(nameOf(taskId), { ...memory, presets })
    this.#broadcaster.send({ change: 'presets', taskId, presets })
  }

  /** Damaged entries are as if they were not there. */
  #read(taskId: TaskId): Memory {
    const kept = this.#settings.read(nameOf(taskId))
    if (!isPlainObject(kept)) return { last: {}, presets: [] }
    const { last, presets } = kept
    return { last: isPlainObject(last) ? last : {}, presets: Array.isArray(presets) ? presets.filter(isPreset) : [] }
  }
}

function nameOf(taskId: TaskId): string { return `form ${taskId}` }

function isPreset(kept: unknown): kept is FormPreset {
  return isPlainObject(kept) && typeof kept['name'] === 'string' && isPlainObject(kept['values'])
}

function requirePreset(presets: readonly FormPreset[], name: string): void {
  if (!presets.some((preset) => preset.name === name)) throw new AppError('NOT_FOUND', `There is no preset "${name}" any more`, { hint: 'It was renamed or deleted in another window.' })
}

function checkedName(name: string): string {
  const trimmed = name.trim()
  if (trimmed !== '' && trimmed.length <= presetNameLimit) return trimmed
  throw new AppError('BAD_ARGUMENT', `The name of a preset has 1 to ${presetNameLimit} characters; got ${trimmed.length}`)
}
