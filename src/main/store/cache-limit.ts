import type { SettingsStore } from '../engine/ports.ts'

const name = 'cache.limit'

/** The setting for how many bytes all cached results may have together; undefined where it says nothing usable. */
export function readCacheLimit(settings: Pick<SettingsStore, 'read'>): number | undefined {
  const value = settings.read(name)
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined
}

export function writeCacheLimit(settings: Pick<SettingsStore, 'write'>, bytes: number): void { settings.write(name, bytes) }
