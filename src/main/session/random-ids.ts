import { randomUUID } from 'node:crypto'
import { brandAs, type JobId, type PageId, type RunId } from '../../shared/brand.ts'
import type { Ids } from '../engine/ports.ts'

/** Ids that no other launch will ever give. */
export const randomIds: Ids = {
  job: () => brandAs<JobId>(randomUUID()),
  run: () => brandAs<RunId>(randomUUID()),
  page: () => brandAs<PageId>(randomUUID()),
}
