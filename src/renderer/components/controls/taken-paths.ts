/** What was dropped on a control, or picked for it. */
export interface OfferedPath { /** Absolute; '' for what lies on no disk. */ readonly path: string; readonly name: string; readonly isFolder: boolean }

/** The paths a control takes of those it was offered, and what to tell about the others ('' where all are taken). */
export function takenPaths(offered: readonly OfferedPath[], { extensions, many }: { readonly extensions: readonly string[]; readonly many: boolean }): { readonly paths: readonly string[]; readonly problem: string } {
  if (!many && offered.length > 1) return { paths: [], problem: `Only one file is taken here, not ${offered.length}.` }
  const refused = offered.flatMap((one) => { const problem = problemOf(one, extensions); return problem === '' ? [] : [{ one, problem }] })
  const bad = new Set(refused.map(({ one }) => one))
  return { paths: offered.filter((one) => !bad.has(one)).map(({ path }) => path), problem: refused.map(({ problem }) => problem).join(' ') }
}

function problemOf({ path, name, isFolder }: OfferedPath, extensions: readonly string[]): string {
  if (isFolder) return `“${name}” is a folder: give the files in it.`
  if (path === '') return `“${name}” is no file on this computer: save it first.`
  const fits = extensions.length === 0 || extensions.some((extension) => name.toLowerCase().endsWith(`.${extension.toLowerCase().replace(/^\./, '')}`))
  return fits ? '' : `“${name}” is not taken: only ${extensions.map((extension) => `.${extension.replace(/^\./, '')}`).join(', ')}.`
}
