import type { FaultKind } from './guards.ts'

/** A law that was broken, with a story of one line. */
export interface Fault { readonly kind: FaultKind; readonly round: number; readonly story: string }
