/** A path as it is where it is absolute (on any system), else below `folder`. Needs no Node. */
export function resolvePath(folder: string, path: string): string {
  if (/^(?:[\\/]|[A-Za-z]:[\\/])/u.test(path)) return path
  return `${folder.replace(/[\\/]+$/u, '')}/${path.replace(/^(?:\.[\\/])+/u, '')}`
}
