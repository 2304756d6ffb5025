import type { Result } from '../../shared/errors.ts'

/** What is to be hashed. */
export type HashSubject =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'folder'; readonly path: string; readonly content: boolean }
/** Main → hashing thread. */
export type ToHashWorker = { readonly to: 'hash'; readonly id: number; readonly subject: HashSubject } | { readonly to: 'abort'; readonly id: number }
/** Hashing thread → main. */
export interface FromHashWorker { readonly id: number; readonly result: Result<string> }
