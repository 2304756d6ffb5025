import { onTestFinished } from 'vitest'
import { openStore, type Store, type StoreOptions } from '../../../../src/main/store/open-store.ts'

/** A store that is closed when the test is over, should the test not do so itself. */
export function openTestStore(folder: string, options: StoreOptions = {}): Store {
  const store = openStore(folder, options)
  let isOpen = true
  const close = (): void => {
    if (isOpen) store.close()
    isOpen = false
  }
  onTestFinished(close)
  return { ...store, close }
}
