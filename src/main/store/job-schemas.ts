import * as v from 'valibot'
import { errorCodes, type ErrorInfo } from '../../shared/errors.ts'
import { type CanceledBy, type JobState, type KillReceipt, newlyQueued } from '../../shared/job.ts'
import type { CacheNote } from '../../shared/change.ts'
import type { ProcessIdentity } from '../engine/ports.ts'

const place = v.object({ file: v.string(), line: v.number(), column: v.exactOptional(v.number()) })

/** An error, as stored. */
export const errorInfoSchema: v.GenericSchema<unknown, ErrorInfo> = v.object({
  code: v.picklist(errorCodes), message: v.string(), name: v.exactOptional(v.string()), stack: v.exactOptional(v.string()),
  place: v.exactOptional(place), hint: v.exactOptional(v.string()), lastLines: v.exactOptional(v.array(v.string())),
  problems: v.exactOptional(v.array(v.object({ param: v.nullable(v.string()), message: v.string() }))),
  cause: v.exactOptional(v.lazy(() => errorInfoSchema)),
})

/** What a kill ended, as stored. */
export const receiptSchema: v.GenericSchema<unknown, KillReceipt> = v.object({ ended: v.number(), left: v.number(), tookMs: v.number() })

/** Who asked for a cancel, as stored. */
export const canceledBySchema: v.GenericSchema<unknown, CanceledBy> = v.picklist(['user', 'replaced', 'quit', 'terminal'])

/** A job's state, as stored. */
export const jobStateSchema: v.GenericSchema<unknown, JobState> = v.variant('status', [
  v.pipe(v.object({ status: v.literal('queued') }), v.transform(() => newlyQueued)),
  v.object({ status: v.literal('running'), startedAt: v.number() }),
  v.object({
    status: v.literal('canceling'), startedAt: v.number(), by: canceledBySchema, grace: v.exactOptional(v.object({ from: v.number(), until: v.number() })),
  }),
  v.object({ status: v.literal('succeeded'), startedAt: v.number(), finishedAt: v.number(), from: v.picklist(['run', 'joined', 'cache']) }),
  v.object({ status: v.literal('failed'), startedAt: v.nullable(v.number()), finishedAt: v.number(), error: errorInfoSchema, receipt: v.nullable(receiptSchema) }),
  v.object({ status: v.literal('canceled'), startedAt: v.nullable(v.number()), finishedAt: v.number(), by: canceledBySchema, receipt: receiptSchema }),
])

/** A recorded process, as stored. */
export const processSchema: v.GenericSchema<unknown, ProcessIdentity> = v.object({ pid: v.number(), startTime: v.string(), bootId: v.string(), token: v.string() })

/** When and in how long a cached result was computed, as stored. */
export const cacheNoteSchema: v.GenericSchema<unknown, CacheNote> = v.object({ computedAt: v.number(), tookMs: v.number() })
