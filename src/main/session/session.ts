import type { OwnerId } from '../../shared/brand.ts'
import type { About } from '../../shared/contract.ts'
import type { Engine } from '../engine/engine.ts'
import type { Backend, Clock, Ids, PageHosts } from '../engine/ports.ts'
import type { Store } from '../store/open-store.ts'
import type { Catalog } from '../tasks/catalog.ts'
import type { Batcher } from './batcher.ts'
import type { CacheDesk } from './cache-desk.ts'
import type { FormMemories } from './form-memories.ts'
import type { HistoryKeeper } from './history-keeper.ts'
import type { NoticeBoard } from './notice-board.ts'
import type { ResultFiles } from './result-files.ts'

export type { FileValueStore } from '../store/values.ts'

/** One running Simmer, app or terminal: everything but windows. Disposing ends what runs and closes the database. */
export interface Session extends AsyncDisposable {
  readonly ownerId: OwnerId
  readonly engine: Engine
  readonly catalog: Catalog
  readonly store: Store
  readonly backend: Backend
  readonly pageHosts: PageHosts
  readonly batcher: Batcher
  readonly resultFiles: ResultFiles
  readonly cacheDesk: CacheDesk
  readonly forms: FormMemories
  readonly ids: Ids
  readonly clock: Clock
  readonly history: HistoryKeeper
  /** What the user should know since the start. */
  readonly board: NoticeBoard
  readonly about: About
}
