import type { SavedContent } from '../../../shared/contract.ts'

/** The `content` prop of a download as main takes it; null where it is nothing to save. */
export function readDownload(given: unknown): SavedContent | null {
  if (typeof given !== 'object' || given === null) return null
  const name = 'name' in given && typeof given.name === 'string' && given.name.trim() !== '' ? given.name : null
  if ('path' in given && typeof given.path === 'string' && given.path !== '') return name === null ? { path: given.path } : { path: given.path, name }
  if (name === null || !('content' in given)) return null
  const bytes = toBytes(given.content)
  return bytes === null ? null : { name, content: bytes }
}

function toBytes(content: unknown): string | Uint8Array | null {
  if (typeof content === 'string' || content instanceof Uint8Array) return content
  if (content instanceof ArrayBuffer) return new Uint8Array(content)
  return ArrayBuffer.isView(content) ? new Uint8Array(content.buffer, content.byteOffset, content.byteLength) : null
}
