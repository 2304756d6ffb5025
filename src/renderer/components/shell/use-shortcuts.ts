import { useEventListener } from '@vueuse/core'
import { nextTick, type Ref, ref } from 'vue'
import { usePages } from '../../stores/pages.ts'
import { usePreferences } from '../../stores/preferences.ts'
import { useSelection } from '../../stores/selection.ts'
import { cancelPage } from '../page/cancel-page.ts'
import { runPage } from '../page/run-page.ts'
import { useZones } from './use-zones.ts'

export interface Shortcuts { readonly paletteOpen: Ref<boolean>; readonly sheetOpen: Ref<boolean> }

/** The window's keys. They work wherever the focus is; `?` only where nobody types. */
export function useShortcuts(): Shortcuts {
  const paletteOpen = ref(false)
  const sheetOpen = ref(false)
  const selection = useSelection()
  const pages = usePages()
  const preferences = usePreferences()
  const zones = useZones()

  const inFront = (): ReturnType<typeof pages.find> => (selection.current === null ? undefined : pages.find(selection.current))
  const actions: Readonly<Record<string, () => void>> = {
    'Enter': () => { const page = inFront(); if (page !== undefined) runPage(page) },
    '.': () => { const page = inFront(); if (page !== undefined) cancelPage(page) },
    'k': () => { paletteOpen.value = !paletteOpen.value },
    'l': () => { preferences.zones.log.open = !preferences.zones.log.open },
    'h': () => { selection.openView('history') },
    'w': () => { selection.closeFront() },
    '1': () => { zones.tasksOpen.value = true; void goTo('tasks', '[aria-current="page"], input') },
    // What stands aside of the fields, such as the menu of presets, is not what someone goes to a page for.
    '2': () => { void goTo('workspace', '[data-testid="page"] :is(input, textarea, select, button):not(:disabled, [data-aside] *)') },
    '3': () => { zones.activityOpen.value = true; void goTo('activity', 'button:not(:disabled)') },
  }

  useEventListener(window, 'keydown', (event: KeyboardEvent) => {
    if (event.key === '?' && !isTyping(event.target)) { event.preventDefault(); sheetOpen.value = true; return }
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return
    const action = actions[event.key.length === 1 ? event.key.toLowerCase() : event.key]
    if (action === undefined) return
    event.preventDefault()
    action()
  }, { capture: true })

  return { paletteOpen, sheetOpen }
}

async function goTo(zone: string, first: string): Promise<void> {
  await nextTick()
  const element = document.getElementById(zone)
  const inside = element?.querySelector<HTMLElement>(first) ?? element
  inside?.focus()
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'))
}
