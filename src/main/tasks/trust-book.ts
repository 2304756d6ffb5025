import path from 'node:path'
import type { SettingsStore } from '../engine/ports.ts'

const settingName = 'trustedFolders'

/** Which folders' scripts may run as the user: those given at the start, and those he trusted, by real path (R25). */
export class TrustBook {
  readonly #settings: SettingsStore
  readonly #always: readonly string[]

  /** `always`: real paths. */
  constructor(settings: SettingsStore, always: readonly string[]) {
    this.#settings = settings
    this.#always = always
  }

  /** True for a trusted folder and whatever lies in it. */
  has(realPath: string): boolean {
    return [...this.#always, ...this.#kept()].some((trusted) => realPath === trusted || realPath.startsWith(trusted.endsWith(path.sep) ? trusted : trusted + path.sep))
  }

  add(realPath: string): void {
    if (!this.has(realPath)) this.#settings.write(settingName, [...this.#kept(), realPath])
  }

  #kept(): readonly string[] { return readPaths(this.#settings, settingName) }
}

/** A setting that is a list of paths; empty where it is anything else. */
export function readPaths(settings: SettingsStore, name: string): readonly string[] {
  const kept = settings.read(name)
  return Array.isArray(kept) ? kept.filter((item): item is string => typeof item === 'string') : []
}
