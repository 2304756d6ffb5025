import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { LinuxProcessTable } from '../../../src/main/backends/linux-process-table.ts'
import { claimFolder } from '../../../src/main/session/owned-folders.ts'
import { livenessProbe } from '../../../src/main/session/self-process.ts'
import { copiesPrefix, sweepFolders } from '../../../src/main/session/sweep-folders.ts'
import { temporaryFolder } from '../store/support/temporary-folder.ts'

describe.runIf(process.platform === 'linux')('folders that dead engines left', () => {
  const probe = livenessProbe(new LinuxProcessTable(0))

  it('G2 G8 are removed with what is in them; those of live ones, and new ones that name nobody yet, never', async () => {
    const folder = temporaryFolder()
    const places = { work: path.join(folder, 'work'), kept: path.join(folder, 'kept') }
    const self = await probe.self()
    const make = (name: string): string => {
      mkdirSync(path.join(places.work, name, 'job'), { recursive: true })
      return path.join(places.work, name)
    }
    await claimFolder(make('live'), self)
    await claimFolder(make('reused-number'), { ...self, startTime: `${self.startTime}0` })
    await claimFolder(make('earlier-boot'), { ...self, bootId: 'another' })
    make('unnamed')
    const old = new Date(Date.now() - 2 * 24 * 3_600_000)
    utimesSync(make('unnamed-old'), old, old)
    const keeper = make('keeper')
    writeFileSync(path.join(keeper, 'job.keep'), 'run-7')
    await claimFolder(keeper, { ...self, bootId: 'another' })
    await sweepFolders(places, probe)
    expect([readdirSync(places.work).sort(), readdirSync(places.kept)]).toEqual([['live', 'unnamed'], ['run-7']])
  })

  it('F3 copies of results\' files too', async () => {
    const self = await probe.self()
    const [live, dead] = ['live', 'dead'].map(() => mkdtempSync(path.join(tmpdir(), copiesPrefix)))
    onTestFinished(() => { for (const each of [live, dead]) rmSync(each ?? '', { recursive: true, force: true }) })
    await claimFolder(live ?? '', self)
    await claimFolder(dead ?? '', { ...self, startTime: '1' })
    await sweepFolders({ work: path.join(temporaryFolder(), 'work'), kept: '' }, probe)
    expect([live, dead].map((each) => existsSync(each ?? ''))).toEqual([true, false])
  })
})
