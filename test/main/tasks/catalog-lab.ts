import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { onTestFinished } from 'vitest'
import type { CodeHash } from '../../../src/shared/brand.ts'
import { AppError, type Result, toErrorInfo } from '../../../src/shared/errors.ts'
import type { Bundle } from '../../../src/shared/protocol.ts'
import type { TaskDescriptor, TaskSummary } from '../../../src/shared/task.ts'
import type { Describer, DescriptorStore, SettingsStore } from '../../../src/main/engine/ports.ts'
import { Bundler } from '../../../src/main/tasks/bundler.ts'
import { Catalog, type CatalogChange, type CatalogOptions } from '../../../src/main/tasks/catalog.ts'
import { describeTask } from '../../../src/sdk/internal.ts'
import { scriptFolder } from '../../support/script-folder.ts'

/** Describes bundles in this process (hosts have tests of their own), and counts. Scripts here are harmless. */
export class CountingDescriber implements Describer {
  readonly described: Bundle[] = []
  async describe(bundle: Bundle): Promise<Result<TaskDescriptor>> {
    this.described.push(bundle)
    try {
      const module = await import(`${pathToFileURL(bundle.file).href}?${this.described.length}`) as { readonly task: unknown; readonly config: unknown }
      return { ok: true, value: describeTask(module.task, module.config) }
    } catch (thrown) {
      return { ok: false, error: toErrorInfo(thrown, 'SCRIPT_BROKEN') }
    }
  }
}

export class KeptInMemory implements SettingsStore, DescriptorStore {
  readonly settings = new Map<string, unknown>()
  readonly descriptors = new Map<CodeHash, TaskDescriptor>()
  read(name: string): unknown { return this.settings.get(name) }
  write(name: string, value: unknown): void { this.settings.set(name, JSON.parse(JSON.stringify(value))) }
  get(codeHash: CodeHash): TaskDescriptor | undefined { return this.descriptors.get(codeHash) }
  put(codeHash: CodeHash, descriptor: TaskDescriptor): void { this.descriptors.set(codeHash, descriptor) }
}

export const sdkSource = pathToFileURL(path.resolve('src/sdk/index.ts')).href

export interface LabOptions extends Partial<Pick<CatalogOptions, 'folders' | 'trusted' | 'live' | 'describer'>> { readonly kept?: KeptInMemory; readonly sdkUrl?: string }

/** A catalog on real folders with real bundles; `changes` is what it told, `next` waits until it has told something. */
export async function catalogLab({ folders = [], trusted = folders, live = false, kept = new KeptInMemory(), describer, sdkUrl = sdkSource }: LabOptions = {}) {
  const data = await scriptFolder()
  const counting = new CountingDescriber()
  const changes: CatalogChange[] = []
  const waiting = new Set<() => void>()
  const bundler = new Bundler({ bundlesFolder: path.join(data, 'bundles'), sdkUrl, contract: 1 })
  const catalog = new Catalog({
    folders, trusted, live, bundler, describer: describer ?? counting, settings: kept, descriptors: kept,
    emit: (change) => { changes.push(change); for (const look of waiting) look() },
  })
  onTestFinished(async () => { await catalog[Symbol.asyncDispose]() })
  await catalog.start()
  const until = (holds: () => boolean): Promise<void> => new Promise((resolve) => {
    const look = (): void => {
      if (!holds()) return
      waiting.delete(look)
      resolve()
    }
    waiting.add(look)
    look()
  })
  const task = (name: string): TaskSummary | undefined => catalog.tasks.find((each) => each.path === name)
  const need = (name: string): TaskSummary => {
    const found = task(name)
    if (found === undefined) throw new AppError('NOT_FOUND', `${name} is not listed`)
    return found
  }
  return { catalog, changes, until, task, need, kept, describer: counting, data }
}

/** A form task's source. */
export const taskSource = (title: string, more = ''): string => `import { defineTask } from 'simmer'\n${more}\nexport default defineTask({ title: ${JSON.stringify(title)}, run: () => 1 })\n`
