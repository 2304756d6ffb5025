import { setTimeout as sleep } from 'node:timers/promises'
import { type Result, toErrorInfo } from '../../shared/errors.ts'
import type { Bundle, FromHost } from '../../shared/protocol.ts'
import type { RuntimeName, TaskDescriptor } from '../../shared/task.ts'
import type { Describer } from '../engine/ports.ts'
import { startEndings } from '../../shared/endings/start-endings.ts'
import { tellEnding } from '../../shared/endings/tell-ending.ts'
import { afterAwake } from './awake-timer.ts'
import { crashError } from './host-death.ts'
import type { HostSpawner } from './host-spawner.ts'

/** Seconds awake that a script's top level may take. */
const limit = 30
const lastLineCount = 50

/** Describes bundles in hosts of their own, one each. */
export class LocalDescriber implements Describer {
  readonly #spawner: HostSpawner
  readonly #limit: number

  /** `limitSeconds` only for tests of the limit. */
  constructor(spawner: HostSpawner, limitSeconds = limit) {
    this.#spawner = spawner
    this.#limit = limitSeconds
  }

  async describe(bundle: Bundle, runtime: RuntimeName): Promise<Result<TaskDescriptor>> {
    try {
      const host = await this.#spawner.start('describe', runtime, bundle)
      host.logs.start(() => undefined)
      const said = new Promise<FromHost>((resolve) => { host.listen(resolve) })
      const died = host.exited.then(async (exit) => {
        await Promise.race([host.silent, sleep(this.#limit * 1000, undefined, { ref: false })])
        return exit
      })
      const late = Promise.withResolvers<'late'>()
      const inTime = afterAwake(this.#limit, this.#spawner.clock, () => { late.resolve('late') })
      const first = await Promise.race([said, died, late.promise])
      inTime()
      await this.#spawner.discard(host)
      if (first === 'late') return tooLong(this.#limit)
      if ('from' in first) return answer(first)
      await host.logs.ended
      return { ok: false, error: { ...crashError({ exit: first, garbled: host.garbled, begun: false, lastLines: host.logs.lastLines(lastLineCount) }), code: 'SCRIPT_BROKEN' } }
    } catch (thrown) { return { ok: false, error: toErrorInfo(thrown, 'HOST_FAILED') } }
  }
}

function answer(message: FromHost): Result<TaskDescriptor> {
  switch (message.from) {
    case 'described': return { ok: true, value: message.descriptor }
    case 'loadFailed': return { ok: false, error: message.error }
    default: return { ok: false, error: { code: 'HOST_FAILED', message: `The script's process said "${message.from}" when asked what it defines` } }
  }
}

function tooLong(seconds: number): Result<never> {
  return { ok: false, error: tellEnding(startEndings.importHangs, { limit: seconds }) }
}
