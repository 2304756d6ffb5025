import { readdirSync, readFileSync } from 'node:fs'

/** MB of a process and all that came from it, what they share counted once (PSS). Linux alone. */
export function memoryOfTree(pid: number): number {
  const parents = new Map(readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map((name) => [Number(name), parentOf(name)]))
  const belongs = (each: number): boolean => each === pid || (parents.has(each) && belongs(parents.get(each) ?? 0))
  return [...parents.keys()].filter(belongs).reduce((total, each) => total + pssOf(each), 0) / 1_000
}

function parentOf(pid: string): number {
  return Number(/\) . (\d+)/.exec(textOf(`/proc/${pid}/stat`))?.[1] ?? 0)
}

/** kB */
function pssOf(pid: number): number {
  return Number(/^Pss:\s+(\d+)/m.exec(textOf(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0)
}

/** Empty for a process that has gone meanwhile. */
function textOf(file: string): string {
  try { return readFileSync(file, 'utf8') } catch { return '' }
}
