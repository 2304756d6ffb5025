import { toErrorInfo } from '../../src/shared/errors.ts'
import { openSession } from '../../src/main/session/open-session.ts'
import { repositoryPrograms } from '../../src/main/session/programs.ts'
import type { Session } from '../../src/main/session/session.ts'
import type { FromEngine, ToEngine } from './engine-messages.ts'

// One engine, as the terminal has it, that does what the chaos asks and tells it every change. It is bundled before it is
// started, so that a negative control can turn a guard off.

const root = process.argv[2] ?? ''
const kind = process.argv[3] === 'app' ? 'app' : 'terminal'

function say(message: FromEngine): void { process.send?.(message) }

async function act(session: Session, asked: ToEngine): Promise<unknown> {
  switch (asked.ask) {
    case 'trigger': return session.engine.trigger(asked.call)
    case 'cancel': session.engine.cancel(asked.jobId, 'user'); return null
    case 'quit': await session[Symbol.asyncDispose](); return null
  }
}

async function open(): Promise<void> {
  const session = await openSession({ kind, programs: repositoryPrograms(root), env: process.env, version: 'chaos', documents: null, deliver: (batch) => { say({ say: 'changed', batch }) } })
  process.on('message', (asked: ToEngine) => {
    act(session, asked).then(
      (value) => { say({ say: 'answer', id: asked.id, result: { ok: true, value } }) },
      (thrown: unknown) => { say({ say: 'answer', id: asked.id, result: { ok: false, error: toErrorInfo(thrown) } }) },
    ).finally(() => { if (asked.ask === 'quit') process.disconnect() })
  })
  const task = session.catalog.tasks.find(({ path }) => path === 'mix.ts')
  if (task === undefined) throw new Error('Expected mix.ts in the tasks folder')
  say({ say: 'ready', ownerId: session.ownerId, taskId: task.id })
}

process.on('disconnect', () => { process.exit(0) })
await open().catch((thrown: unknown) => {
  process.send?.({ say: 'failed', error: toErrorInfo(thrown) } satisfies FromEngine, () => { process.exit(1) })
})
