import { decodeValue } from '../../shared/encoded/value-reader.ts'
import type { ContentHash } from '../../shared/brand.ts'
import { valueUrl } from '../../shared/window-policy.ts'
import type { ValueAnswer, ValueOrder } from './value-messages.ts'

// A window's second thread: large values are fetched, checked and decoded here, so that the window goes on meanwhile.

addEventListener('message', ({ data: order }: MessageEvent<ValueOrder>) => { void answer(order) })

async function answer({ id, hash, checked }: ValueOrder): Promise<void> {
  try {
    const bytes = await fetchIntact(hash, checked)
    const { value, buffers } = decodeValue(bytes)
    send({ id, ok: true, value }, buffers)
  } catch (thrown) {
    send({ id, ok: false, message: thrown instanceof Error ? thrown.message : String(thrown) })
  }
}

/** Rejects where the value is gone, or not what was hashed (R12). */
async function fetchIntact(hash: ContentHash, checked: boolean): Promise<Uint8Array> {
  const response = await fetch(valueUrl(hash)).catch(() => undefined)
  if (response?.ok !== true) throw new Error('it is not there')
  const bytes = await response.arrayBuffer()
  if (checked) return new Uint8Array(bytes)
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  if ([...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('') !== hash) throw new Error('its bytes are not those that were written')
  return new Uint8Array(bytes)
}

function send(message: ValueAnswer, transfer: readonly ArrayBuffer[] = []): void { postMessage(message, { transfer: [...transfer] }) }
