import type { Session } from 'electron'
import { appOrigin, hashOfValueUrl } from '../../shared/window-policy.ts'
import type { FileValueStore } from '../session/session.ts'

/** Chromium's number for a file that is not there. */
const notFound = -6

/**
 * Serves large values to windows by their hash, which is looked up in the value store: no other file can be named (R23).
 * Chromium reads the file by itself. Passed on by main in pieces, 100 MB took it twice to three times as long, most of it in
 * main's own thread; that is why the older call is used here, which hands Chromium a path.
 */
export function serveValueScheme(session: Session, values: Pick<FileValueStore, 'find'>): void {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- Measured, see above: `protocol.handle` has nothing like it.
  session.protocol.registerFileProtocol('value', ({ url, method }, answer) => {
    const hash = method === 'GET' ? hashOfValueUrl(url) : undefined
    const found = hash === undefined ? undefined : values.find(hash)
    if (found === undefined || !('file' in found)) { answer({ error: notFound }); return }
    answer({ path: found.file, mimeType: 'application/octet-stream', headers })
  })
}

const headers = {
  'content-type': 'application/octet-stream', 'access-control-allow-origin': appOrigin, 'content-security-policy': "default-src 'none'; sandbox",
  'x-content-type-options': 'nosniff', 'cache-control': 'no-store', 'cross-origin-resource-policy': 'cross-origin',
}
