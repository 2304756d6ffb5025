import { createHash } from 'node:crypto'
import { brandAs, type CodeHash } from '../../shared/brand.ts'
import { AppError, type ErrorInfo, toErrorInfo } from '../../shared/errors.ts'
import type { Bundle } from '../../shared/protocol.ts'
import type { TaskDescriptor } from '../../shared/task.ts'
import type { Describer, DescriptorStore } from '../engine/ports.ts'
import type { Bundler, ScriptSource } from './bundler.ts'
import { stampFiles } from './file-stamps.ts'

/** What is known of a script as it stood when it was looked at. */
export type Checked = { readonly stamp: string; readonly sources: readonly string[] } & (
  | { readonly state: 'ready'; readonly bundle: Bundle; readonly descriptor: TaskDescriptor }
  /** `slow`: finding out took so long that it is not done again for the same code. */
  | { readonly state: 'broken'; readonly bundle: Bundle | null; readonly error: ErrorInfo; readonly slow: boolean })

export interface CheckTools { readonly bundler: Bundler; readonly describer: Describer; readonly descriptors: DescriptorStore }

/** Bundles a script, and describes it in a host unless that code was described before (at this place). Never rejects. */
export async function checkScript(script: ScriptSource, { bundler, describer, descriptors }: CheckTools, last: Checked | null): Promise<Checked> {
  const known = last === null ? [script.file] : last.sources
  const before = await stampFiles(known)
  try {
    const { bundle, sources } = await bundler.bundle(script)
    // Taken over only where nothing changed meanwhile: else the next look finds another stamp, and checks again.
    const after = await stampFiles(known)
    const stamp = before === after ? await stampFiles(sources) : before
    const outcome = await describe(bundle, { describer, descriptors }, last)
    return { ...outcome, stamp, sources, bundle }
  } catch (thrown) {
    const error = toErrorInfo(thrown, 'SCRIPT_BROKEN')
    return { state: 'broken', bundle: null, error, slow: false, stamp: before, sources: known }
  }
}

type Outcome = { readonly state: 'ready'; readonly descriptor: TaskDescriptor } | { readonly state: 'broken'; readonly error: ErrorInfo; readonly slow: boolean }

/** A script that loops at its top level takes half a minute to find out, ms. */
const slowFrom = 5000

async function describe(bundle: Bundle, { describer, descriptors }: Pick<CheckTools, 'describer' | 'descriptors'>, last: Checked | null): Promise<Outcome> {
  const key = descriptorKey(bundle)
  const kept = descriptors.get(key)
  if (kept !== undefined) return { state: 'ready', descriptor: kept }
  if (last?.state === 'broken' && last.slow && last.bundle?.file === bundle.file) return { state: 'broken', error: last.error, slow: true }
  const startedAt = performance.now()
  const described = await describer.describe(bundle, 'app')
  if (!described.ok) return { state: 'broken', error: described.error, slow: performance.now() - startedAt > slowFrom }
  descriptors.put(key, described.value)
  return { state: 'ready', descriptor: described.value }
}

/** A description may hold paths of its place (`import.meta.dirname`), so the same code elsewhere has another. */
function descriptorKey({ codeHash, scriptFile }: Bundle): CodeHash {
  return brandAs<CodeHash>(createHash('sha256').update(`${codeHash} ${scriptFile}`).digest('hex'))
}

/** What a script that may not be run is told to whoever wants to run it. */
export function notTrusted(folder: string): AppError {
  return new AppError('NOT_TRUSTED', `The folder ${folder} is not trusted yet`, { hint: 'Its scripts would run as you. Look at them, then trust the folder.' })
}
