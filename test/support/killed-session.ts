import { root } from '../../scripts/lib/paths.mjs'
import { openSession } from '../../src/main/session/open-session.ts'
import { repositoryPrograms } from '../../src/main/session/programs.ts'
import type { Session } from '../../src/main/session/session.ts'
import { brandAs } from '../../src/shared/brand.ts'
import { isEnded } from '../../src/shared/job.ts'

// A real session that dies by SIGKILL at a named point of a job's way. First it waits until what its predecessor left
// has ended; it prints the names of the jobs with how they ended. Without a point it ends as a terminal does.

interface Wish { readonly dataDir: string; readonly tasks: string; readonly point: string | null; readonly script: string; readonly name: string }
const { dataDir, tasks, point, script, name } = JSON.parse(process.argv[2] ?? '{}') as Wish

const settled = new Map<string, () => void>()
const session = await openSession({
  kind: 'terminal', programs: repositoryPrograms(root), env: { ...process.env, SIMMER_DATA: dataDir, SIMMER_TASKS: tasks }, version: 'test', documents: null,
  deliver: ({ changes }) => { for (const change of changes) if (change.change === 'job' && isEnded(change.job.state)) settled.get(change.job.id)?.() },
})
await Promise.all(session.engine.jobs.map(({ job }) => new Promise<void>((resolve) => { settled.set(job.id, resolve) })))
const jobs = session.store.jobs.ended(Infinity, 10_000).map(({ job: { label, state } }) => ({ label, status: state.status, error: state.status === 'failed' ? state.error : null }))
process.stdout.write(`${JSON.stringify(jobs)}\n`)

if (point === null) await session[Symbol.asyncDispose]()
else {
  dieAt(session, point)
  const task = session.catalog.tasks.find(({ path }) => path === script)
  if (task === undefined) throw new Error(`no ${script} in ${tasks}`)
  await session.engine.trigger({ taskId: task.id, callbackId: brandAs('go'), instance: '', pageId: null, args: [1, name], context: { triggered: [], inputs: {}, states: {} }, fresh: false })
  // Somebody dies before this is over.
  setInterval(() => undefined, 1000)
}

function die(): void { process.kill(process.pid, 'SIGKILL') }

/** Puts the point into the ports that the engine works with: before or after one of their calls. */
function dieAt({ backend, engine, store: { jobs: store } }: Session, where: string): void {
  const real = { ...store }
  const run = backend.run.bind(backend)
  switch (where) {
    case 'queued': store.addJobs = (...given) => { const placed = real.addJobs(...given); die(); return placed }; break
    case 'claimed': store.claimNext = (...given) => { const got = real.claimNext(...given); if (got !== undefined) die(); return got }; break
    case 'spawned': store.setProcess = (...given) => { real.setProcess(...given); die() }; break
    case 'started': backend.run = (request, observer, signal) => run(request, { ...observer, started: () => { observer.started(); die() } }, signal); break
    case 'returned': store.commitResult = die; break
    case 'committed': store.commitResult = (...given) => { real.commitResult(...given); die() }; break
    case 'canceling':
      backend.run = (request, observer, signal) => run(request, { ...observer, logged: () => { for (const { job } of engine.jobs) engine.cancel(job.id, 'user') } }, signal)
      store.updateJobs = (changed) => { real.updateJobs(changed); if (changed.some(({ state }) => state.status === 'canceling')) die() }
      break
    case 'ending': store.endRun = die; break
    case 'ended': {
      let ended = false
      store.endRun = (...given) => { real.endRun(...given); ended = true }
      store.together = (work) => { real.together(work); if (ended) die() }
      break
    }
    case 'nowhere': break
    default: throw new Error(`no point ${where}`)
  }
}
