import { parentPort } from 'node:worker_threads'
import { toErrorInfo } from '../../shared/errors.ts'
import { hashFile } from './hash-file.ts'
import { hashFolder } from './hash-folder.ts'
import { HashMemo } from './hash-memo.ts'
import type { FromHashWorker, HashSubject, ToHashWorker } from './hash-protocol.ts'

/** The hashing thread: files and folders are read here, so that the main thread never waits for a disk. */
const memo = new HashMemo()
const asked = new Map<number, AbortController>()

parentPort?.on('message', (message: ToHashWorker) => {
  if (message.to === 'hash') void answer(message.id, message.subject)
  else asked.get(message.id)?.abort()
})

async function answer(id: number, subject: HashSubject): Promise<void> {
  const controller = new AbortController()
  asked.set(id, controller)
  const reply = (result: FromHashWorker['result']): void => { parentPort?.postMessage({ id, result } satisfies FromHashWorker) }
  try { reply({ ok: true, value: await hashOf(subject, controller.signal) }) } catch (thrown) {
    reply({ ok: false, error: toErrorInfo(thrown) })
  } finally { asked.delete(id) }
}

async function hashOf(subject: HashSubject, signal: AbortSignal): Promise<string> {
  switch (subject.kind) {
    case 'file': return hashFile(subject.path, memo, signal)
    case 'folder': return hashFolder(subject.path, { content: subject.content, memo, signal })
  }
}
