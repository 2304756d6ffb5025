import { type Ref, ref } from 'vue'
import { api } from '../../api.ts'
import { type OfferedPath, takenPaths } from './taken-paths.ts'

export interface PathDropOptions {
  readonly kind: () => 'file' | 'files' | 'folder'
  readonly disabled?: () => boolean
  readonly extensions: () => readonly string[]
  readonly take: (paths: readonly string[]) => void
}

/** What a field listens to for being dropped on, and what to tell of what it did not take. */
export interface PathDrop {
  readonly over: Readonly<Ref<boolean>>
  readonly problem: Ref<string>
  /** Takes what fits of what came in another way. */
  readonly offer: (offered: readonly OfferedPath[]) => void
  readonly listeners: Readonly<Record<'dragenter' | 'dragleave' | 'dragover' | 'drop', (event: DragEvent) => void>>
}

/** Files or a folder dropped on a field, with what does not fit refused in words. */
export function usePathDrop({ kind, disabled = () => false, extensions, take }: PathDropOptions): PathDrop {
  const over = ref(false)
  const problem = ref('')
  /** Entering a child of the field also leaves the field: only the count tells. */
  let depth = 0
  const count = (by: number): void => {
    depth = Math.max(0, depth + by)
    over.value = depth > 0
  }
  function drop(event: DragEvent): void {
    event.preventDefault()
    count(-depth)
    if (disabled()) return
    const offered = event.dataTransfer === null ? [] : offeredBy(event.dataTransfer)
    if (offered.length === 0) { problem.value = `That is no ${kind() === 'folder' ? 'folder' : 'file'}: drop one from your file manager.`; return }
    offer(offered)
  }
  function offer(offered: readonly OfferedPath[]): void {
    const taken = kind() === 'folder' ? takenFolder(offered) : takenPaths(offered, { extensions: extensions(), many: kind() === 'files' })
    problem.value = taken.problem
    if (taken.paths.length > 0) take(taken.paths)
  }
  return {
    over, problem, offer,
    listeners: {
      dragenter: (event) => { event.preventDefault(); count(1) },
      dragleave: () => { count(-1) },
      dragover: (event) => {
        event.preventDefault()
        if (event.dataTransfer !== null) event.dataTransfer.dropEffect = disabled() ? 'none' : 'copy'
      },
      drop,
    },
  }
}

function offeredBy(dropped: DataTransfer): readonly OfferedPath[] {
  return [...dropped.items].flatMap((item): OfferedPath[] => {
    const file = item.getAsFile()
    if (file === null) return []
    return [{ path: api.pathOfFile(file), name: file.name, isFolder: item.webkitGetAsEntry()?.isDirectory === true }]
  })
}

function takenFolder(offered: readonly OfferedPath[]): { readonly paths: readonly string[]; readonly problem: string } {
  const [first] = offered
  if (first === undefined || offered.length > 1) return { paths: [], problem: `Only one folder is taken here, not ${offered.length}.` }
  if (first.isFolder && first.path !== '') return { paths: [first.path], problem: '' }
  return { paths: [], problem: `“${first.name}” is a file: give the folder that it is in.` }
}
