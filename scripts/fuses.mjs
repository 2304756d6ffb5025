/**
 * The switches burnt into the packaged executable, as electron-builder names them. All but one are as Electron's
 * security guide says: hosts are this executable run as Node.
 * @type {Readonly<NonNullable<import('electron-builder').Configuration['electronFuses']>>}
 */
export const fuses = {
  runAsNode: true,
  enableCookieEncryption: true,
  enableNodeOptionsEnvironmentVariable: false,
  enableNodeCliInspectArguments: false,
  // Linux has no place for the archive's checksum, so Electron ignores it there.
  enableEmbeddedAsarIntegrityValidation: process.platform !== 'linux',
  onlyLoadAppFromAsar: true,
  loadBrowserProcessSpecificV8Snapshot: false,
  grantFileProtocolExtraPrivileges: false,
}
