import { createSharedComposable, useMediaQuery } from '@vueuse/core'
import { computed, ref, type WritableComputedRef } from 'vue'
import { usePreferences } from '../../stores/preferences.ts'
import { narrowWindow } from './zone-sizes.ts'

export interface Zones {
  readonly tasksOpen: WritableComputedRef<boolean>
  readonly activityOpen: WritableComputedRef<boolean>
}

/** Which side zones are open. In a narrow window Activity is a rail until asked for, whatever is remembered. */
export const useZones = createSharedComposable((): Zones => {
  const preferences = usePreferences()
  const narrow = useMediaQuery(`(max-width: ${narrowWindow}px)`)
  const openWhileNarrow = ref(false)
  return {
    tasksOpen: computed({
      get: () => preferences.zones.tasks.open,
      set: (open) => { preferences.zones.tasks.open = open },
    }),
    activityOpen: computed({
      get: () => (narrow.value ? openWhileNarrow.value : preferences.zones.activity.open),
      set: (open) => {
        if (narrow.value) openWhileNarrow.value = open
        else preferences.zones.activity.open = open
      },
    }),
  }
})
