import { once } from 'node:events'
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import { interleaved } from '../statistics.ts'
import { bareChild } from './bare-child.ts'
import type { Lab } from './lab.ts'
import type { Samples } from './samples.ts'

const rounds = 60

/** P6: ms from a cancel until nothing of three levels of processes is left, and the same for a bare kill of a group. */
export async function cancelTree(lab: Lab): Promise<Samples> {
  const watch = new Worker(path.join(import.meta.dirname, 'gone-watch.js'))
  const pageId = await lab.openTask('tree')
  const told: number[] = []
  const { measured, baseline } = await interleaved(rounds, {
    measured: async () => {
      const pids = lab.heard((change) => (change.change === 'progress' ? pidsOf(change.progress.value) : undefined))
      const job = await lab.trigger(lab.callOf('tree', { pageId, args: [1] }))
      const ended = lab.ended(job.id)
      const took = await untilGone(watch, await pids, () => { lab.session.engine.cancel(job.id, 'user') })
      const { state } = await ended
      if (state.status !== 'canceled' || state.receipt.left > 0 || state.receipt.ended < 3) throw new Error(`Expected three processes ended, got ${JSON.stringify(state)}`)
      told.push(state.receipt.tookMs)
      return took
    },
    baseline: async () => {
      const tree = bareChild('bare-tree.mjs', { detached: true })
      const [line] = await once(tree, 'message') as [string]
      return untilGone(watch, pidsOf(line), () => { process.kill(-tree.pid!, 'SIGKILL') })
    },
  })
  await watch.terminate()
  return { gone: measured, bare: baseline, told }
}

async function untilGone(watch: Worker, pids: readonly number[], act: () => void): Promise<number> {
  watch.postMessage(pids)
  await once(watch, 'message')
  const seen = once(watch, 'message') as Promise<[bigint]>
  const began = process.hrtime.bigint()
  act()
  return Number((await seen)[0] - began) / 1e6
}

function pidsOf(value: unknown): readonly number[] { return String(value).split(' ').map(Number) }
