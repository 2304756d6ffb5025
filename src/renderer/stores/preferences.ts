import { defineStore } from 'pinia'
import { reactive, ref, watch } from 'vue'
import { isPlainObject } from '../../shared/grouping.ts'

/*
 * usePreferences()
 *   theme: 'light' | 'dark' | 'system'                       (write it)
 *   zones: { tasks, activity, log: { open: boolean, size: number } }   (write them; sizes in px)
 */

export type Theme = 'light' | 'dark' | 'system'
export type ZoneName = 'tasks' | 'activity' | 'log'
/** A zone of the window. `size` in px: width of tasks and activity, height of the log. */
export interface Zone { open: boolean; size: number }

const place = 'simmer.preferences'
const themes: readonly unknown[] = ['light', 'dark', 'system'] satisfies Theme[]

/** What this computer's user chose about the window, kept in localStorage. Damaged entries are the defaults again. */
export const usePreferences = defineStore('preferences', () => {
  const kept = read()
  const theme = ref<Theme>(themes.includes(kept['theme']) ? kept['theme'] as Theme : 'system')
  const zones = reactive<Record<ZoneName, Zone>>({
    tasks: zoneFrom(kept['tasks'], { open: true, size: 260 }),
    activity: zoneFrom(kept['activity'], { open: true, size: 320 }),
    log: zoneFrom(kept['log'], { open: false, size: 240 }),
  })
  watch([theme, zones], () => { localStorage.setItem(place, JSON.stringify({ theme: theme.value, ...zones })) }, { deep: true })
  return { theme, zones }
})

function read(): Readonly<Record<string, unknown>> {
  try {
    const parsed: unknown = JSON.parse(localStorage.getItem(place) ?? '{}')
    return isPlainObject(parsed) ? parsed : {}
  } catch { return {} }
}

function zoneFrom(kept: unknown, otherwise: Zone): Zone {
  if (!isPlainObject(kept)) return otherwise
  const { open, size } = kept
  return {
    open: typeof open === 'boolean' ? open : otherwise.open,
    size: typeof size === 'number' && size >= 40 && size <= 4_000 ? size : otherwise.size,
  }
}
