/**
 * How better-sqlite3 gets into the package: the build that the dependency brings, or with the compatibility runtime the
 * one that was built for it.
 * @param {string | undefined} native a `node_modules` folder of modules built for the runtime
 * @returns {(string | { from: string, to: string })[]} more patterns, and folders to copy
 */
export function nativeFiles(native) {
  if (native === undefined) {
    return ['node_modules/better-sqlite3/{LICENSE,package.json}', 'node_modules/better-sqlite3/lib/**', 'node_modules/better-sqlite3/prebuilds/${platform}-${arch}.node']
  }
  return ['better-sqlite3', 'bindings', 'file-uri-to-path'].map((name) => ({ from: `${native}/${name}`, to: `node_modules/${name}` }))
}
