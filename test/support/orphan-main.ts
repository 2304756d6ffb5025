import { LocalLab, textOf } from './local-lab.ts'

// A small main program that the orphan tests kill: it runs one job that never ends, and says which processes there are.

const { watchdog, reaper, script } = JSON.parse(process.argv[2] ?? '{}') as { watchdog: boolean; reaper: boolean; script: string }
const lab = new LocalLab({ watchdog, reaper })
const watched = await lab.run(await lab.job('orphan', script))
await watched.started
const host = (await watched.process).pid
await watched.until(() => textOf(watched.logs).includes('busy'))
const others = [...textOf(watched.logs).matchAll(/up (\d+)/g)].map(([, pid]) => Number(pid))
process.stdout.write(`${JSON.stringify({ pids: [host, ...others], reaper: (await lab.backend()).spawner.reaperPid ?? null, folder: lab.folder, ownerToken: lab.ownerToken, identity: await watched.process })}\n`)
