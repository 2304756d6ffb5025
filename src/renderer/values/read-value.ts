import { decodeValue } from '../../shared/encoded/value-reader.ts'
import { AppError } from '../../shared/errors.ts'
import { inlineLimit, type StoredValue } from '../../shared/stored-value.ts'
import { api } from '../api.ts'
import { rememberLarge } from './large-values.ts'
import type { ValueAnswer, ValueOrder } from './value-messages.ts'

/** A value by its hash; `fresh`: hashed a moment ago. */
type ValueName = Pick<StoredValue, 'hash' | 'size' | 'fresh'>

let worker: Worker | undefined
let lastId = 0
const waiting = new Map<number, (answer: ValueAnswer) => void>()

/**
 * A value that main told by its hash alone. A large one is fetched, checked and decoded in a worker. Large arrays come without being copied.
 * Rejects with NOT_FOUND where it is lost or damaged on the disk.
 */
export async function readValue({ hash, size, fresh }: ValueName): Promise<unknown> {
  if (size <= inlineLimit) return decodeValue(new Uint8Array(await api.readValue(hash))).value
  const answer = await new Promise<ValueAnswer>((resolve) => {
    const id = ++lastId
    waiting.set(id, resolve)
    theWorker().postMessage({ id, hash, checked: fresh === true } satisfies ValueOrder)
  })
  if (answer.ok) {
    rememberLarge(answer.value, hash)
    return answer.value
  }
  // What is lost is in no cache any more: to run again then computes it (R12).
  await api.checkValue(hash).catch(() => undefined)
  throw new AppError('NOT_FOUND', `This result is lost or damaged on disk: ${answer.message}`, { hint: 'Run the task again.' })
}

function theWorker(): Worker {
  if (worker !== undefined) return worker
  const started = new Worker(new URL('./value-worker.ts', import.meta.url), { type: 'module' })
  const tell = (answer: ValueAnswer): void => {
    waiting.get(answer.id)?.(answer)
    waiting.delete(answer.id)
  }
  // It ran out of memory, or what it sent could not be made here: whoever waits is told, and the next one gets another worker.
  const fail = (message: string) => (): void => {
    started.terminate()
    worker = undefined
    for (const id of [...waiting.keys()]) tell({ id, ok: false, message })
  }
  started.addEventListener('message', ({ data }: MessageEvent<ValueAnswer>) => { tell(data) })
  started.addEventListener('messageerror', fail('it cannot be made in the window'))
  started.addEventListener('error', fail('it is too large for the window'))
  return worker = started
}
