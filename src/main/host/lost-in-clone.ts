/** Classes of Node's own whose instances a clone would turn into empty objects without a word: what they hold is not in their properties. */
const lostKinds = new Set([
  'Blob', 'File', 'URL', 'URLSearchParams', 'Headers', 'Request', 'Response', 'FormData', 'ReadableStream', 'WritableStream', 'TransformStream',
  'MessagePort', 'MessageChannel', 'BroadcastChannel', 'AbortSignal', 'AbortController', 'CryptoKey', 'KeyObject', 'Event', 'EventTarget', 'TextEncoder', 'TextDecoder',
])

/** True of an object that would come out of a clone empty, though it is not. */
export function isLostInClone(part: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(part)
  if (prototype === Object.prototype || prototype === null || Array.isArray(part)) return false
  return lostKinds.has(Object.prototype.toString.call(part).slice(8, -1))
}
