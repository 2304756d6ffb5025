import { useTimeoutFn } from '@vueuse/core'
import { ref, type Ref } from 'vue'
import { toErrorInfo } from '../../../shared/errors.ts'
import { copyText } from './copy-text.ts'
import { rowsAsText, saveAsCsv, type ShownRows } from './export-rows.ts'

export interface TableExport {
  readonly copied: Ref<boolean>
  readonly saving: Ref<boolean>
  readonly problem: Ref<string | null>
  readonly copy: () => void
  readonly save: () => Promise<void>
}

/** Copies and saves rows of a table; says in words where it cannot. */
export function useTableExport(rows: () => ShownRows, name: () => string): TableExport {
  const [copied, saving, problem] = [ref(false), ref(false), ref<string | null>(null)]
  const { start } = useTimeoutFn(() => { copied.value = false }, 1_500, { immediate: false })

  function copy(): void {
    const text = rowsAsText(rows())
    problem.value = text === null ? 'Too many rows for the clipboard: select fewer, or save them as CSV.' : null
    if (text === null) return
    copyText(text)
    copied.value = true
    start()
  }

  async function save(): Promise<void> {
    saving.value = true
    problem.value = null
    try { await saveAsCsv(rows(), name()) } catch (thrown) { problem.value = toErrorInfo(thrown).message } finally { saving.value = false }
  }

  return { copied, saving, problem, copy, save }
}
