import type { LightReply } from '../../contract.ts'
import type { Result } from '../../errors.ts'
import { emptyEnding, endCall, type Ending } from '../end-call.ts'
import { leaveOlder } from '../supersede.ts'
import type { Turn } from '../turn.ts'

/** The page host answered. Answers to older calls of the instance that are still out come too late from now on. */
export function lightReplied(turn: Turn, token: number, reply: Result<LightReply>): void {
  const call = turn.now.calls.find((other) => other.token === token)
  if (call === undefined) return
  leaveOlder(turn, call, [])
  endCall(turn, call, reply.ok ? endingOf(reply.value) : { ...emptyEnding, error: reply.error })
}

function endingOf(reply: LightReply): Ending {
  switch (reply.reply) {
    case 'value': return { ...emptyEnding, result: { value: reply.value } }
    case 'noUpdate': return emptyEnding
    case 'failed': return { ...emptyEnding, error: reply.error, result: reply.instead, handled: reply.instead !== null }
  }
}
