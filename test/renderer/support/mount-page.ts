import ui from '@nuxt/ui/vue-plugin'
import UApp from '@nuxt/ui/components/App.vue'
import { mount, type VueWrapper } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { defineComponent, h } from 'vue'
import TaskPage from '../../../src/renderer/components/page/TaskPage.vue'
import { useConnection } from '../../../src/renderer/stores/connection.ts'
import { usePages } from '../../../src/renderer/stores/pages.ts'
import type { TaskDescriptor } from '../../../src/shared/task.ts'
import { type MemoryBridge, openedTask, summaryOf, taskId } from './memory-bridge.ts'

/** The page of a task with this descriptor, drawn in a document, over `main`. */
export async function mountPage(main: MemoryBridge, descriptor: TaskDescriptor): Promise<VueWrapper> {
  Object.assign(window, { simmer: main.bridge })
  localStorage.clear()
  const pinia = createPinia()
  setActivePinia(pinia)
  main.answers.openTask = () => openedTask(descriptor)
  await useConnection().start()
  await usePages().open(taskId)
  const page = usePages().find(taskId)
  if (page === undefined) throw new Error('The page did not open')
  const Window = defineComponent(() => () => h(UApp, { toaster: null }, () => h(TaskPage, { task: summaryOf('task.ts'), page })))
  return mount(Window, { global: { plugins: [pinia, ui] }, attachTo: document.body })
}
