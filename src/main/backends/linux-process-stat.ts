/** The fields of `/proc/<pid>/stat` that matter here. `own` and `waitedFor`: ms of processor time, of its own and of the children whose end it asked for. */
export interface ProcessStat {
  readonly state: string
  readonly ppid: number
  readonly group: number
  readonly startTime: string
  readonly own: number
  readonly waitedFor: number
}

/** Linux counts processor time for programs in hundredths of a second, whatever its own clock. ms. */
const tick = 10

/** Parses one line of `/proc/<pid>/stat`. The name in it may hold spaces and brackets; fields are counted after the last bracket. */
export function parseProcessStat(line: string): ProcessStat | undefined {
  const fields = line.slice(line.lastIndexOf(')') + 2).split(' ')
  const [state, ppid, group] = fields
  const startTime = fields[19]
  if (state === undefined || ppid === undefined || group === undefined || startTime === undefined) return undefined
  const ticks = (from: number): number => (Number(fields[from]) + Number(fields[from + 1])) * tick
  return { state, ppid: Number(ppid), group: Number(group), startTime, own: ticks(11), waitedFor: ticks(13) }
}

/** Dead, though its parent has not asked how it ended yet. */
export function isZombie(stat: Pick<ProcessStat, 'state'>): boolean { return stat.state === 'Z' || stat.state === 'X' }
