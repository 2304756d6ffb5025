import type { ContentHash } from '../../shared/brand.ts'

/** Window → worker. `checked`: somebody has just done so. */
export interface ValueOrder { readonly id: number; readonly hash: ContentHash; readonly checked: boolean }

/** Worker → window. */
export type ValueAnswer =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly message: string }
