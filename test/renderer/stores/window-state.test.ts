import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import { usePages } from '../../../src/renderer/stores/pages.ts'
import { usePreferences } from '../../../src/renderer/stores/preferences.ts'
import { useSelection } from '../../../src/renderer/stores/selection.ts'
import { brandAs, type TaskId } from '../../../src/shared/brand.ts'
import { el, task } from '../../shared/page/support/descriptors.ts'
import { arrivals, MemoryBridge, openedTask, openWindow } from '../support/memory-bridge.ts'

const [a, b, c] = ['a', 'b', 'c'].map((name) => brandAs<TaskId>(name)) as [TaskId, TaskId, TaskId]
let main: MemoryBridge
beforeEach(() => {
  main = new MemoryBridge()
  openWindow(main)
  setActivePinia(createPinia())
  main.answers.openTask = () => openedTask(task([el('p', {}, 'x')], []))
})
afterEach(() => { vi.unstubAllGlobals() })

describe('preferences', () => {
  it('are kept on this computer', async () => {
    const preferences = usePreferences()
    expect([preferences.theme, preferences.zones.tasks.open]).toEqual(['system', true])
    preferences.theme = 'dark'
    preferences.zones.activity.size = 400
    await nextTick()
    setActivePinia(createPinia())
    expect([usePreferences().theme, usePreferences().zones.activity.size]).toEqual(['dark', 400])
  })

  it.each(['not json', '5', 'null', '{"theme":"pink","tasks":{"open":"yes","size":-5}}'])('are the defaults where what was kept is damaged: %s', (text) => {
    localStorage.setItem('simmer.preferences', text)
    expect([usePreferences().theme, usePreferences().zones.tasks]).toEqual(['system', { open: true, size: 260 }])
  })
})

describe('the selection', () => {
  it('opens each task once, and its page stays while another is in front', async () => {
    const selection = useSelection()
    for (const id of [a, b, a]) selection.open(id)
    await arrivals()
    expect([selection.tabs, selection.current, main.of('openTask')]).toEqual([[a, b], a, [[a], [b]]])
    expect(usePages().find(b)?.status.value).toBe('ready')
  })

  it('shows the neighbour of a tab that was closed', async () => {
    const selection = useSelection()
    for (const id of [a, b, c]) selection.open(id)
    await arrivals()
    selection.close(c)
    expect(selection.current).toBe(b)
    selection.open(a)
    selection.close(a)
    expect([selection.current, selection.tabs]).toEqual([b, [b]])
    selection.close(b)
    expect(selection.current).toBeNull()
    await arrivals()
    expect(main.of('closePage')).toHaveLength(3)
  })

  it('G6: survives a reload of the window', async () => {
    useSelection().open(a)
    useSelection().open(b)
    useSelection().open(a)
    await arrivals()
    setActivePinia(createPinia())
    useSelection().restore()
    await arrivals()
    expect([useSelection().tabs, useSelection().current, usePages().find(b)?.status.value]).toEqual([[a, b], a, 'ready'])
  })

  it.each(['nonsense', '{"tabs":5}', '{"tabs":[1,"a"],"current":"gone"}'])('restores what can be read of %s', async (text) => {
    sessionStorage.setItem('simmer.tabs', text)
    useSelection().restore()
    await arrivals()
    expect(useSelection().tabs).toEqual(text.includes('"a"') ? [a] : [])
  })
})
