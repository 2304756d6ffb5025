import { useColorMode } from '@vueuse/core'
import { watchEffect } from 'vue'
import { usePreferences } from '../../stores/preferences.ts'

/** Puts the chosen theme on the document, and follows the system where that is chosen. */
export function useTheme(): void {
  const preferences = usePreferences()
  const mode = useColorMode()
  watchEffect(() => { mode.value = preferences.theme === 'system' ? 'auto' : preferences.theme })
}
