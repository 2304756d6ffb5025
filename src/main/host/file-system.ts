/**
 * Node's own `fs`. Imported the usual way, as an ES module, it costs each host 4 ms of its start: that loads all that
 * `fs` only loads when asked for.
 */
export const fileSystem = process.getBuiltinModule('node:fs')
