import { brandAs, type ContentHash } from './brand.ts'

/** Where windows are served from: a scheme of our own, which has no files but the built ones. */
export const appOrigin = 'app://simmer'

/**
 * What a page may load: its own files, and nothing from anywhere else. Inline styles are needed by Plotly and by
 * Vue's style bindings; scripts are only ever files of ours.
 */
export const contentSecurityPolicy = [
  "default-src 'none'", "script-src 'self'", "style-src 'self' 'unsafe-inline'", "img-src 'self' data: blob:", "font-src 'self'",
  "connect-src 'self' value:", "worker-src 'self' blob:", 'frame-src result:', "base-uri 'none'", "form-action 'none'",
  "frame-ancestors 'none'", "object-src 'none'",
].join('; ')

/** Where a window fetches a large value: its bytes as the host encoded them. */
export function valueUrl(hash: ContentHash): string { return `value://simmer/${hash}` }

/** The hash in such an address; undefined for every other one. */
export function hashOfValueUrl(url: string): ContentHash | undefined {
  const hash = /^value:\/\/simmer\/([0-9a-f]{64})$/u.exec(url)?.[1]
  return hash === undefined ? undefined : brandAs<ContentHash>(hash)
}

/** True for what a link may lead to: the web and mail, in the user's own programs. */
export function isWebLink(url: string): boolean { return /^(?:https?|mailto):/iu.test(url) }
