/** Names of the variables by which processes are known as ours, whoever their parent is by now. */
export const runVariable = 'SIMMER_RUN'
export const ownerVariable = 'SIMMER_OWNER'

/** Reads both tokens from an environment given as `NAME=value` entries that `separator` parts. */
export function readTokens(environment: string, separator: string): { readonly runToken: string | null; readonly ownerToken: string | null } {
  return { runToken: valueOf(runVariable, environment, separator), ownerToken: valueOf(ownerVariable, environment, separator) }
}

function valueOf(name: string, environment: string, separator: string): string | null {
  const text = separator + environment
  const at = text.lastIndexOf(`${separator}${name}=`)
  if (at < 0) return null
  const from = at + separator.length + name.length + 1
  const to = text.indexOf(separator, from)
  return text.slice(from, to < 0 ? undefined : to)
}
