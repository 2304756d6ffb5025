import { readFileSync } from 'node:fs'

/** What the kernel has counted in this network namespace since it was made. */
export interface NetworkCounters {
  /** Attempts to reach an address outside, refused for want of a route. */
  readonly outsideV4: number
  readonly outsideV6: number
  /** Datagrams to a port of this machine where no one listens: a name server on loopback would be asked so. */
  readonly unheard: number
}

export function networkCounters(): NetworkCounters {
  const v4 = table(readFileSync('/proc/net/snmp', 'utf8'))
  const v6 = new Map([...readFileSync('/proc/net/snmp6', 'utf8').matchAll(/^(\S+)\s+(\d+)$/gm)].map(([, name, count]) => [name, Number(count)]))
  return {
    outsideV4: v4.get('Ip.OutNoRoutes') ?? Number.NaN,
    outsideV6: v6.get('Ip6OutNoRoutes') ?? Number.NaN,
    unheard: (v4.get('Udp.NoPorts') ?? Number.NaN) + (v6.get('Udp6NoPorts') ?? Number.NaN),
  }
}

/** The kernel prints a line of names and a line of numbers per protocol. */
function table(text: string): Map<string, number> {
  const lines = text.trim().split('\n')
  const counts = new Map<string, number>()
  for (let index = 0; index + 1 < lines.length; index += 2) {
    const names = lines[index]?.split(' ') ?? []
    const numbers = lines[index + 1]?.split(' ') ?? []
    const protocol = names[0]?.replace(':', '')
    for (const [column, name] of names.entries()) counts.set(`${String(protocol)}.${name}`, Number(numbers[column]))
  }
  return counts
}
