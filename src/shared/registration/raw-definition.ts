/** A callback as the script gave it, before any check. `stack` tells where in the script. */
export interface RawCallback { readonly kind: 'long' | 'light'; readonly options: unknown; readonly stack: string | undefined }
/** A task as the script gave it. */
export interface RawTask { readonly options: unknown; readonly stack: string | undefined }
/** A folder's configuration as `simmer.config.ts` gave it. */
export interface RawConfig { readonly options: unknown; readonly stack: string | undefined }
