import { app, type Session, type WebContents } from 'electron'
import { appOrigin } from '../../shared/window-policy.ts'

/** Chromium's own background traffic off: Simmer asks the network for nothing (R27). Must run before ready. */
const quietSwitches = [
  'disable-background-networking', 'disable-component-update', 'disable-domain-reliability', 'disable-sync', 'no-pings',
  'disable-breakpad', 'dns-prefetch-disable',
] as const
const quietFeatures = 'AsyncDns,MediaRouter,OptimizationHints,AutofillServerCommunication,CertificateTransparencyComponentUpdater,Translate'

/** Electron's security checklist, applied to the whole app before anything is shown. Must run before ready. */
export function lockDownApp(): void {
  // Root cannot have the sandbox: development and CI on bare machines say --no-sandbox, which the two must not contradict.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
  for (const name of quietSwitches) app.commandLine.appendSwitch(name)
  app.commandLine.appendSwitch('disable-features', quietFeatures)
  app.on('session-created', lockDownSession)
  app.on('web-contents-created', (_event, contents) => { lockDownContents(contents) })
}

/** No permission is ever needed, and no request may leave `app://`. */
function lockDownSession(session: Session): void {
  // Without a language there is no dictionary that Chromium would fetch.
  session.setSpellCheckerLanguages([])
  session.setSpellCheckerEnabled(false)
  session.setPermissionRequestHandler((_contents, _permission, answer) => { answer(false) })
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  session.webRequest.onBeforeRequest((details, answer) => { answer({ cancel: !isOwn(details.url) }) })
  session.on('will-download', (event) => { event.preventDefault() })
}

function lockDownContents(contents: WebContents): void {
  const refuse = (event: { preventDefault(): void }): void => { event.preventDefault() }
  contents.on('will-navigate', (event) => { if (event.url !== `${appOrigin}/`) refuse(event) })
  contents.on('will-frame-navigate', (event) => { if (!event.url.startsWith(`${appOrigin}/`)) refuse(event) })
  contents.on('will-redirect', refuse)
  contents.on('will-attach-webview', refuse)
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
}

function isOwn(url: string): boolean {
  return url.startsWith(`${appOrigin}/`) || url.startsWith('value:') || url.startsWith('blob:') || url.startsWith('data:') || url.startsWith('devtools:')
}
