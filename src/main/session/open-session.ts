import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { ContentHash } from '../../shared/brand.ts'
import type { About, ChangeBatch } from '../../shared/contract.ts'
import { LocalDescriber } from '../backends/describer.ts'
import { LocalBackend } from '../backends/local.ts'
import { removeWork } from '../backends/work-folders.ts'
import { LocalPageHosts } from '../backends/page-hosts.ts'
import { LocalRuntimes } from '../backends/runtimes.ts'
import { LocalSweeper } from '../backends/sweeper.ts'
import { systemProcessTable } from '../backends/system-process-table.ts'
import { Engine } from '../engine/engine.ts'
import { Neighbours } from '../engine/neighbours.ts'
import type { Clock, OwnerRow } from '../engine/ports.ts'
import { recover } from '../engine/recovery.ts'
import { ResultCache } from '../engine/result-cache.ts'
import { systemClock } from '../engine/system-clock.ts'
import { LocalPolicyReader } from '../policies/local-policy-reader.ts'
import { DatabaseCare } from '../store/database-care.ts'
import { openStore } from '../store/open-store.ts'
import { Bundler } from '../tasks/bundler.ts'
import { Catalog } from '../tasks/catalog.ts'
import { sdkContract } from '../tasks/sdk-contract.ts'
import { Batcher } from './batcher.ts'
import { CacheDesk } from './cache-desk.ts'
import { dataFolder } from './data-folder.ts'
import { EditorFiles } from './editor-files.ts'
import { FormMemories } from './form-memories.ts'
import { HistoryKeeper } from './history-keeper.ts'
import { jobsAtOnce } from './jobs-at-once.ts'
import { NoticeBoard } from './notice-board.ts'
import { LocalSurroundings } from './local-surroundings.ts'
import { claimFolder } from './owned-folders.ts'
import { newOwner } from './owner.ts'
import type { Programs } from './programs.ts'
import { ResultFiles } from './result-files.ts'
import { livenessProbe } from './self-process.ts'
import type { Session } from './session.ts'
import { sweepFolders, workOf } from './sweep-folders.ts'
import { tasksFolder } from './tasks-folder.ts'
import { randomIds } from './random-ids.ts'

export interface SessionOptions {
  readonly kind: OwnerRow['kind']
  readonly programs: Programs
  readonly env: NodeJS.ProcessEnv
  /** Simmer's own. */
  readonly version: string
  /** Gets every batch of changes. */
  readonly deliver: (batch: ChangeBatch) => void
  /** False where a single command is run: what else waits in the queue is left to those that stay. True unless said. */
  readonly worksQueue?: boolean
  /** The user's documents in a packaged app, where a tasks folder is made for him; null elsewhere. */
  readonly documents: string | null
  /** Another one only in tests. */
  readonly clock?: Clock
}

/**
 * Opens the data folder and starts everything but windows: a flat list of what is wired. Jobs that dead owners left
 * are decided before it settles (R7).
 */
export async function openSession({ kind, programs, env, version, deliver, documents, worksQueue = true, clock = systemClock }: SessionOptions): Promise<Session> {
  const limit = jobsAtOnce(env)
  const folder = dataFolder(env)
  const store = openStore(folder, { clock })
  const table = systemProcessTable(true)
  const probe = livenessProbe(table)
  const self = await probe.self()
  const owner = newOwner(kind, self, clock)
  store.jobs.addOwner(owner)

  const batcher = new Batcher(clock, deliver)
  const board = new NoticeBoard(batcher, store.notices)
  const places = { work: path.join(folder, 'work'), kept: path.join(folder, 'kept') }
  const runtimes = new LocalRuntimes(() => textSetting(store.settings.read('runtime.node')))
  const backend = new LocalBackend({ hostProgram: programs.host, ownerToken: owner.token, runtimes, folder: workOf(places, owner.id), kept: places.kept, clock, capacity: Number.POSITIVE_INFINITY })
  await claimFolder(workOf(places, owner.id), self)
  const pageHosts = new LocalPageHosts(backend.spawner)
  const policies = new LocalPolicyReader(pathToFileURL(programs.hashWorker))
  const editorFiles = new EditorFiles(programs, board)
  const first = await tasksFolder({ env, documents, programs }, store.settings)
  const catalog = new Catalog({
    folders: [first.folder], trusted: first.trusted ? [first.folder] : [], live: kind === 'app', settings: store.settings, descriptors: store.descriptors,
    describer: new LocalDescriber(backend.spawner),
    bundler: new Bundler({ bundlesFolder: path.join(folder, 'bundles'), sdkUrl: pathToFileURL(programs.sdk).href, contract: sdkContract, isKept: (file) => store.history.namesBundle(file) }),
    emit: (change) => {
      board.send(change)
      if (change.change === 'folders' && kind === 'app') void editorFiles.write(change.folders)
    },
  })
  await catalog.start()
  const isIntact = (hash: ContentHash): Promise<boolean> => policies.hashFile(store.values.fileOf(hash)).then((found) => found === hash, () => false)
  const cache = new ResultCache({ entries: store.cache, policies, pageHosts, clock, launchUid: owner.id, isIntact })
  const jobLimit = (): number => limit(store.settings)
  const engine = new Engine({
    backend, broadcaster: board, cache, clock, codec: store.codec, ids: randomIds, jobLimit, ownerId: owner.id, pageHosts, store: store.jobs, surroundings: new LocalSurroundings(runtimes, version), tasks: catalog, values: store.values,
  })
  const recoverDead = async (): Promise<void> => {
    const dead = await recover({ store: store.jobs, sweeper: new LocalSweeper(table), probe, tasks: catalog, engine, worksQueue, broadcaster: board, clock, ownerId: owner.id })
    for (const ownerId of dead) await removeWork(workOf(places, ownerId), places.kept)
  }
  await recoverDead()
  const swept = sweepFolders(places, probe)
  const resultFiles = new ResultFiles(store.values, self)
  const care = new DatabaseCare({ ...store.historyFile, worker: pathToFileURL(programs.databaseWorker), clock, tell: (notice) => { board.send({ change: 'notice', notice }) } })
  const history = new HistoryKeeper({ store, clock })
  const neighbours = new Neighbours({ store: store.jobs, engine, broadcaster: board, clock, ownerId: owner.id, recover: recoverDead })

  return {
    ownerId: owner.id, clock, engine, history, catalog, store, backend, pageHosts, batcher, forms: new FormMemories(store.settings, board), resultFiles, cacheDesk: new CacheDesk({ store, isIntact, now: () => clock.now() }), ids: randomIds, board,
    get about() { return aboutThis({ version, storage: folder, jobLimit: jobLimit() }) },
    [Symbol.asyncDispose]: async () => {
      neighbours[Symbol.dispose]()
      history[Symbol.dispose]()
      await care[Symbol.asyncDispose]()
      await engine.stop()
      await catalog[Symbol.asyncDispose]()
      await pageHosts[Symbol.asyncDispose]()
      await backend[Symbol.asyncDispose]()
      await policies[Symbol.asyncDispose]()
      await resultFiles[Symbol.asyncDispose]()
      batcher.flush()
      if (store.jobs.unfinished(owner.id).length === 0) store.jobs.removeOwner(owner.id)
      store.close()
      await removeWork(workOf(places, owner.id), places.kept)
      await swept
    },
  }
}

function aboutThis(known: Pick<About, 'version' | 'storage' | 'jobLimit'>): About {
  // Node's types take it for granted that there is an Electron around.
  const versions: Readonly<Record<string, string | undefined>> = process.versions
  return { ...known, electron: versions['electron'] ?? '', node: versions['node'] ?? '', platform: `${process.platform} ${process.arch}` }
}

function textSetting(value: unknown): string | null { return typeof value === 'string' && value !== '' ? value : null }
