import { connect } from 'node:net'
import { describe, expect, it } from 'vitest'
import { networkCounters } from './network-counters.ts'

const closed = process.env['SIMMER_E2E_NETWORK'] === 'closed'

// In this order: the control makes the very attempts that the first test counts.
describe.runIf(closed)('the network during the end-to-end tests', () => {
  it('R27 no process has tried to reach anything outside, or asked a name server', () => {
    expect(networkCounters()).toEqual({ outsideV4: 0, outsideV6: 0, unheard: 0 })
  })

  it.each([
    ['192.0.2.1', 'outsideV4'],
    ['2001:db8::1', 'outsideV6'],
  ] as const)('R27 an attempt to reach %s is refused and counted', async (host, counter) => {
    const before = networkCounters()[counter]
    expect(await refusal(host)).toMatch(/^(ENETUNREACH|EADDRNOTAVAIL)$/)
    expect(networkCounters()[counter]).toBeGreaterThan(before)
  })
})

function refusal(host: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = connect({ host, port: 443 })
    socket.on('error', (error: NodeJS.ErrnoException) => {
      resolve(error.code)
    })
    socket.on('connect', () => {
      socket.destroy()
      resolve(undefined)
    })
  })
}
