import { rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { resultEndings } from '../../../src/shared/endings/result-endings.ts'
import { EndingLab } from '../../support/ending-lab.ts'
import { LocalLab } from '../../support/local-lab.ts'
import { smallDisk } from '../store/support/small-disk.ts'
import { expectEnding, type EndingRow } from './ending-row.ts'
import { limitedNode } from './limited-node.ts'

const noMount = 'needs a small disk of its own: Linux, and a user who may mount tmpfs'
const withFile = "import { file } from 'simmer'"

export const resultRows: { readonly [Name in keyof typeof resultEndings]: EndingRow } = {
  uncloneable: { run: 'run: () => ({ rows: [1, 2, 3, { fn: () => 1 }] })', message: 'script\'s process', more: (state) => { expect(state).toMatchObject({ error: { message: expect.stringMatching(/^result\.rows\[3\]\.fn is the function fn/) as string } }) } },
  getterThrows: { run: 'run: () => ({ rows: [{ get price() { throw new Error("not loaded") } }] })', more: (state) => { expect(state).toMatchObject({ error: { message: expect.stringMatching(/^result\.rows\[0\]\.price is a getter that throws \(not loaded\)/) as string } }) } },
  wrongShape: { options: "output: [Output('out', 'children'), Output('bar', 'max')],", run: 'run: () => [1]', message: '2' },
  tooLarge: {
    // The computer has room for the text, and none for three copies of it.
    needs: '/usr/bin/prlimit',
    run: `run: async () => {
      const { execFileSync } = await import('node:child_process')
      const { readFileSync } = await import('node:fs')
      const text = Buffer.alloc(1e8, 'x').toString('latin1')
      const taken = Number(/VmData:\\s+(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]) * 1024
      execFileSync('/usr/bin/prlimit', ['--pid', String(process.pid), '--data=' + (taken + 15e7)])
      return [text, text, text]
    }`,
  },
  frameTooLarge: { run: 'run: (set) => { set("x".repeat(7e7)); return 1 }', more: (state) => { expect(state).toMatchObject({ error: { message: 'progress is 70 MB, and at most 64 MB can be sent', place: { line: expect.any(Number) as number } } }) } },
  fileInProgress: {
    top: withFile, run: 'run: (set) => { set({ rows: [file("a.csv")] }); return 1 }', place: true,
    more: (state) => { expect(state).toMatchObject({ error: { message: 'progress.rows[0] is file("a.csv"), which only a result can hold' } }) },
  },
  resultDiskFull: {
    whole: async (ending, skip) => {
      const disk = smallDisk(8 << 20)
      if (disk === undefined) { skip(noMount); return }
      const lab = new LocalLab({ folder: join(disk, 'work') })
      const made = await EndingLab.open(lab, { bundle: await lab.job('full', 'run: () => new Uint8Array(20e6)') })
      expectEnding(await made.ended(await made.trigger()), ending)
      for (const each of [made, lab]) await each[Symbol.asyncDispose]()
    },
  },
  resultUnwritable: { lab: () => limitedNode('ulimit -f 4096'), run: 'run: () => new Uint8Array(20e6)', message: '' },
  resultLost: {
    run: 'run: () => new Uint8Array(3e5)', before: (made) => { made.beforeKept = ({ file }) => { rmSync(file ?? '') } },
  },
  commitDiskFull: {
    whole: async (ending, skip) => {
      const disk = smallDisk(8 << 20)
      if (disk === undefined) { skip(noMount); return }
      const lab = new LocalLab()
      const made = await EndingLab.open(lab, { bundle: await lab.job('full', 'run: () => "x".repeat(9e4)'), folder: join(disk, 'ending') })
      made.beforeKept = () => {
        const { bavail, bsize } = statfsSync(disk)
        writeFileSync(join(disk, 'ballast'), Buffer.alloc(bavail * bsize))
      }
      expectEnding(await made.ended(await made.trigger()), ending)
      rmSync(join(disk, 'ballast'))
      for (const each of [made, lab]) await each[Symbol.asyncDispose]()
    },
  },
}
