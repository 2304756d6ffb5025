/** The fields of `/proc/<pid>/stat` that matter here. */
export interface ProcessStat { readonly state: string; readonly ppid: number; readonly group: number; readonly startTime: string }

/** Parses one line of `/proc/<pid>/stat`. The name in it may hold spaces and brackets; fields are counted after the last bracket. */
export function parseProcessStat(line: string): ProcessStat | undefined {
  const fields = line.slice(line.lastIndexOf(')') + 2).split(' ')
  const [state, ppid, group] = fields
  const startTime = fields[19]
  if (state === undefined || ppid === undefined || group === undefined || startTime === undefined) return undefined
  return { state, ppid: Number(ppid), group: Number(group), startTime }
}

/** Dead, though its parent has not asked how it ended yet. */
export function isZombie(stat: ProcessStat): boolean { return stat.state === 'Z' || stat.state === 'X' }
