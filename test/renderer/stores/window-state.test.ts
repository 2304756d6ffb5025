import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import { usePages } from '../../../src/renderer/stores/pages.ts'
import { usePreferences } from '../../../src/renderer/stores/preferences.ts'
import { useSelection } from '../../../src/renderer/stores/selection.ts'
import type { Tab } from '../../../src/renderer/stores/tab.ts'
import { brandAs, type TaskId } from '../../../src/shared/brand.ts'
import { el, task } from '../../shared/page/support/descriptors.ts'
import { arrivals, MemoryBridge, openedTask, openWindow } from '../support/memory-bridge.ts'

const [a, b, c] = ['a', 'b', 'c'].map((name) => brandAs<TaskId>(name)) as [TaskId, TaskId, TaskId]
const tasks = (...ids: readonly TaskId[]): readonly Tab[] => ids.map((taskId) => ({ tab: 'task', taskId }))
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
    expect([selection.tabs, selection.current, main.of('openTask')]).toEqual([tasks(a, b), a, [[a], [b]]])
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
    expect([selection.current, selection.tabs]).toEqual([b, tasks(b)])
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
    expect([useSelection().tabs, useSelection().current, usePages().find(b)?.status.value]).toEqual([tasks(a, b), a, 'ready'])
  })

  it.each(['nonsense', '{"tabs":5}', '{"tabs":[1,{"tab":"view","view":"gone"},{"tab":"task","taskId":"a"}],"front":"gone"}'])('restores what can be read of %s', async (text) => {
    sessionStorage.setItem('simmer.tabs', text)
    useSelection().restore()
    await arrivals()
    expect([useSelection().tabs, useSelection().current]).toEqual(text.includes('"a"') ? [tasks(a), a] : [[], null])
  })

  it('has views among the tasks, each once, and closes whatever is in front', async () => {
    const selection = useSelection()
    selection.open(a)
    selection.openView('history')
    selection.open(b)
    selection.openView('history')
    expect([selection.tabs.length, selection.view, selection.current]).toEqual([3, 'history', null])
    setActivePinia(createPinia())
    useSelection().restore()
    expect([useSelection().tabs, useSelection().view]).toEqual([[...tasks(a), { tab: 'view', view: 'history' }, ...tasks(b)], 'history'])
    useSelection().closeFront()
    expect([useSelection().current, useSelection().view]).toEqual([b, null])
    await arrivals()
  })
})
