import { defineStore } from 'pinia'
import { shallowReactive } from 'vue'
import type { TaskId } from '../../shared/brand.ts'
import type { Change } from '../../shared/change.ts'
import type { FormPreset } from '../../shared/form-memory.ts'
import type { ParamValues } from '../../shared/params.ts'
import { api } from '../api.ts'

/*
 * usePresets()
 *   of(taskId): readonly FormPreset[]                        (reactive; empty until loaded)
 *   load(taskId): Promise<void>                              (once a task; news come by themselves)
 *   save(taskId, { name, values, at? })   rename(taskId, name, to)   remove(taskId, name): Promise<void>
 */

/** The presets of the forms that this window has open, as main last told. */
export const usePresets = defineStore('presets', () => {
  const byTask = shallowReactive(new Map<TaskId, readonly FormPreset[]>())

  async function load(taskId: TaskId): Promise<void> {
    const presets = await api.presets(taskId)
    // What main told meanwhile is newer.
    if (!byTask.has(taskId)) byTask.set(taskId, presets)
  }

  function apply(change: Change): void { if (change.change === 'presets') byTask.set(change.taskId, change.presets) }

  return {
    load, apply,
    of: (taskId: TaskId): readonly FormPreset[] => byTask.get(taskId) ?? [],
    save: (taskId: TaskId, preset: { readonly name: string; readonly values: ParamValues; readonly at?: number }): Promise<void> => api.savePreset({ taskId, at: null, ...preset }),
    rename: (taskId: TaskId, name: string, to: string): Promise<void> => api.renamePreset({ taskId, name, to }),
    remove: (taskId: TaskId, name: string): Promise<void> => api.deletePreset({ taskId, name }),
  }
})
