import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { protocol, type Session } from 'electron'
import { contentSecurityPolicy } from '../../shared/window-policy.ts'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8', '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2', '.png': 'image/png', '.json': 'application/json',
}

/** Must run before Electron is ready: `app://` behaves like a secure web origin, which `file://` does not; `value://` has large values. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
    { scheme: 'value', privileges: { standard: true, secure: true, supportFetchAPI: true, corsEnabled: true } },
  ])
}

/**
 * Serves the built window from `folder`. The files are listed once and a URL is only ever looked up in that list, so
 * that no spelling of a path can reach another file (R23).
 */
export async function serveAppScheme(session: Session, folder: string): Promise<void> {
  const files = await listFiles(folder)
  session.protocol.handle('app', async (request) => {
    const url = new URL(request.url)
    const file = url.host === 'simmer' && request.method === 'GET' ? files.get(url.pathname === '/' ? '/index.html' : url.pathname) : undefined
    if (file === undefined) return new Response('Not found', { status: 404, headers: headersFor('.txt') })
    return new Response(new Uint8Array(await readFile(file)), { headers: headersFor(path.extname(file)) })
  })
}

async function listFiles(folder: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return new Map(entries.filter((entry) => entry.isFile()).map((entry) => {
    const file = path.join(entry.parentPath, entry.name)
    return [`/${path.relative(folder, file).split(path.sep).join('/')}`, file]
  }))
}

function headersFor(extension: string): Record<string, string> {
  return {
    'content-type': types[extension] ?? 'text/plain; charset=utf-8', 'content-security-policy': contentSecurityPolicy,
    'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer', 'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin', 'permissions-policy': 'camera=(), microphone=(), geolocation=(), usb=()',
  }
}
