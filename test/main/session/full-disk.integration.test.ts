import { rmSync, statfsSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { sessionLab } from '../../support/session-lab.ts'
import { smallDisk } from '../store/support/small-disk.ts'

const script = `
import { defineTask, integer } from 'simmer'
export default defineTask({ title: 'Small', params: { n: integer({ default: 1 }) }, run: ({ n }) => 'x'.repeat(n) })
`

test('a full disk: a run is refused or fails with words that say what to do, what was finished is kept, and room makes it work again', async (context) => {
  const disk = smallDisk(24 * 1024 * 1024)
  if (disk === undefined) { context.skip('needs a small disk of its own: Linux, and a user who may mount tmpfs'); return }
  const lab = await sessionLab({ 'task.ts': script }, { dataDir: path.join(disk, 'data') })
  const before = await lab.run('task.ts', { n: 10 })
  expect(before.job.state.status).toBe('succeeded')

  const ballast = path.join(disk, 'ballast')
  const { bavail, bsize } = statfsSync(disk)
  writeFileSync(ballast, Buffer.alloc(bavail * bsize))
  const said = await lab.run('task.ts', { n: 90_000 }).then(({ job }) => (job.state.status === 'failed' ? job.state.error : job.state), (error: unknown) => error)
  expect(said).toMatchObject({ code: 'DISK_FULL', hint: expect.stringContaining('Free some space') as string })

  rmSync(ballast)
  const after = await lab.run('task.ts', { n: 90_000 })
  expect(after.job.state.status).toBe('succeeded')
  expect(lab.session.store.jobs.find(before.job.id)?.result).toEqual({ kind: 'value', value: 'x'.repeat(10) })
})
