import { toErrorInfo } from '../../shared/errors.ts'
import type { FolderSummary } from '../../shared/task.ts'
import type { Broadcaster } from '../engine/ports.ts'
import { writeEditorTypes } from '../tasks/editor-types.ts'
import type { Programs } from './programs.ts'

/**
 * Writes into each trusted folder what an editor needs, once a launch. A folder that cannot be written to is only
 * less comfortable to edit: a note says so, and nothing else changes.
 */
export class EditorFiles {
  readonly #programs: Programs
  readonly #broadcaster: Broadcaster
  readonly #written = new Set<string>()

  constructor(programs: Programs, broadcaster: Broadcaster) {
    this.#programs = programs
    this.#broadcaster = broadcaster
  }

  async write(folders: readonly FolderSummary[]): Promise<void> {
    for (const { path, trusted, state } of folders) {
      // The project's own folder has the project's tsconfig.
      if (!trusted || state !== 'ok' || path === this.#programs.tasks || this.#written.has(path)) continue
      this.#written.add(path)
      try { await writeEditorTypes(path, this.#programs) } catch (thrown) {
        const { message } = toErrorInfo(thrown)
        this.#broadcaster.send({ change: 'notice', notice: { id: `editor ${path}`, level: 'note', title: 'Editors will not complete scripts there', text: `${path}: ${message}` } })
      }
    }
  }
}
