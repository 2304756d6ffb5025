import * as v from 'valibot'
import { brandAs, type Brand, type CacheKey, type CallbackId, type ContentHash, type FolderId, type JobId, type PageId, type TaskId } from '../../shared/brand.ts'
import type { IdKey } from '../../shared/dependency.ts'
import type { RequestName, Requests } from '../../shared/contract.ts'
import { outcomes } from '../../shared/outcome.ts'
import { isWebLink } from '../../shared/window-policy.ts'

type Parsers = { readonly [Name in RequestName]: v.GenericSchema<unknown, Parameters<Requests[Name]>> }

const id = <B extends Brand<string, string>>() => v.pipe(v.string(), v.minLength(1), v.maxLength(1_000), v.transform((text) => brandAs<B>(text)))
const count = v.pipe(v.number(), v.integer(), v.minValue(0))
const time = v.pipe(v.number(), v.finite())
const triggered = v.object({ id: id<IdKey>(), prop: v.string(), value: v.unknown() })
const record = v.record(v.string(), v.unknown())
const context = v.object({ triggered: v.array(triggered), inputs: record, states: record })
const call = v.strictObject({
  taskId: id<TaskId>(), callbackId: id<CallbackId>(), instance: v.pipe(v.string(), v.maxLength(10_000)), pageId: v.nullable(id<PageId>()),
  args: v.array(v.unknown()), context, fresh: v.boolean(),
})
/** More than anybody waits for, and fewer than memory has no room for. */
const mostCalls = 100_000
const ids = v.pipe(v.array(id<JobId>()), v.minLength(1), v.maxLength(mostCalls))
const priority = v.picklist(['high', 'normal', 'low'])
const calls = v.strictObject({
  taskId: id<TaskId>(), callbackId: id<CallbackId>(), args: v.pipe(v.array(v.array(v.unknown())), v.maxLength(mostCalls)), fresh: v.boolean(),
  priority: v.exactOptional(priority), held: v.exactOptional(v.boolean()),
})
const queueEdit = v.variant('edit', [
  v.strictObject({
    edit: v.literal('move'), jobIds: ids,
    to: v.union([v.picklist(['first', 'last', 'up', 'down']), v.strictObject({ before: id<JobId>() }), v.strictObject({ after: id<JobId>() })]),
  }),
  v.strictObject({ edit: v.literal('priority'), jobIds: ids, priority }),
  v.strictObject({ edit: v.picklist(['hold', 'release']), jobIds: ids }),
])
const page = v.strictObject({ pageId: id<PageId>(), taskId: id<TaskId>(), savedAt: time, state: v.unknown() })
const formValues = v.strictObject({ pageId: id<PageId>(), taskId: id<TaskId>(), values: record })
const text = v.pipe(v.string(), v.maxLength(10_000))
const pick = v.strictObject({ kind: v.picklist(['file', 'files', 'folder', 'save']), title: text, extensions: v.pipe(v.array(text), v.maxLength(100)), from: v.nullable(text) })
const hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/), v.transform((hex) => brandAs<ContentHash>(hex)))
const resultFile = v.strictTuple([v.strictObject({ hash, name: v.pipe(v.string(), v.minLength(1), v.maxLength(1_000)) })])
const cacheKey = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/), v.transform((hex) => brandAs<CacheKey>(hex)))
const cacheGroup = { taskPath: text, callbackId: id<CallbackId>() }
const fileName = v.pipe(v.string(), v.minLength(1), v.maxLength(255))
const saved = v.union([
  v.strictObject({ name: fileName, content: v.union([v.string(), v.instance(Uint8Array)]) }),
  v.strictObject({ path: text, name: v.exactOptional(fileName) }),
])
const place = v.strictObject({ file: text, line: v.number(), column: v.exactOptional(v.number()) })

/**
 * What each request's arguments must be. Everything a window says is unknown until it went through here (R22); the
 * type makes a request without a parser, or one that lets other types through, fail to compile.
 */
export const requestParsers = {
  snapshot: v.strictTuple([]),
  openTask: v.strictTuple([id<TaskId>()]),
  describeTask: v.strictTuple([id<TaskId>()]),
  closePage: v.strictTuple([id<PageId>()]),
  savePage: v.strictTuple([page]),
  trigger: v.strictTuple([call]),
  callLight: v.strictTuple([call]),
  verdict: v.strictTuple([call]),
  checkForm: v.strictTuple([formValues]),
  presets: v.strictTuple([id<TaskId>()]),
  savePreset: v.strictTuple([v.strictObject({ taskId: id<TaskId>(), name: text, values: record, at: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0))) })]),
  renamePreset: v.strictTuple([v.strictObject({ taskId: id<TaskId>(), name: text, to: text })]),
  deletePreset: v.strictTuple([v.strictObject({ taskId: id<TaskId>(), name: text })]),
  triggerMany: v.strictTuple([calls]),
  cancelJob: v.strictTuple([id<JobId>()]),
  cacheSummary: v.strictTuple([]),
  cacheEntries: v.strictTuple([v.strictObject({ ...cacheGroup, after: v.nullable(v.strictObject({ at: time, id: v.pipe(v.number(), v.safeInteger()) })) })]),
  openCacheEntry: v.strictTuple([cacheKey]),
  pinCacheEntry: v.strictTuple([v.strictObject({ key: cacheKey, pinned: v.boolean() })]),
  deleteCacheEntry: v.strictTuple([cacheKey]),
  restoreCacheEntry: v.strictTuple([cacheKey]),
  clearCache: v.strictTuple([v.strictObject(cacheGroup)]),
  setCacheLimit: v.strictTuple([v.pipe(v.number(), v.safeInteger(), v.minValue(0))]),
  checkValue: v.strictTuple([hash]),
  forceJob: v.strictTuple([id<JobId>()]),
  cancelQueued: v.strictTuple([v.nullable(id<TaskId>())]),
  editQueue: v.strictTuple([queueEdit]),
  setQueueMode: v.strictTuple([v.picklist(['open', 'held', 'draining'])]),
  readValue: v.strictTuple([hash]),
  leaveLog: v.strictTuple([id<JobId>()]),
  logExtent: v.strictTuple([id<JobId>()]),
  logLines: v.strictTuple([v.strictObject({ jobId: id<JobId>(), from: count, to: count })]),
  searchLog: v.strictTuple([v.strictObject({ jobId: id<JobId>(), text: v.pipe(v.string(), v.minLength(1), v.maxLength(1_000)), matchCase: v.boolean(), wholeWord: v.boolean() })]),
  saveLog: v.strictTuple([id<JobId>()]),
  endedJobs: v.strictTuple([time]),
  jobSnapshot: v.strictTuple([id<JobId>()]),
  history: v.strictTuple([v.strictObject({
    taskId: v.nullable(id<TaskId>()), outcomes: v.pipe(v.array(v.picklist(outcomes)), v.maxLength(outcomes.length)), words: v.pipe(v.string(), v.maxLength(1_000)), before: v.nullable(time),
  })]),
  historyTasks: v.strictTuple([]),
  runRecord: v.strictTuple([id<JobId>()]),
  pinRun: v.strictTuple([v.strictObject({ jobId: id<JobId>(), pinned: v.boolean() })]),
  removeRun: v.strictTuple([id<JobId>()]),
  restoreRun: v.strictTuple([id<JobId>()]),
  runAgain: v.strictTuple([id<JobId>()]),
  addFolder: v.strictTuple([]),
  removeFolder: v.strictTuple([id<FolderId>()]),
  trustFolder: v.strictTuple([id<FolderId>()]),
  pickPaths: v.strictTuple([pick]),
  saveContent: v.strictTuple([id<TaskId>(), saved]),
  readPicture: v.strictTuple([id<TaskId>(), text]),
  readResultPicture: resultFile,
  beginExport: v.strictTuple([v.strictObject({ title: text, name: v.pipe(v.string(), v.maxLength(200)), extensions: v.pipe(v.array(text), v.maxLength(100)) })]),
  writeExport: v.strictTuple([text, v.union([v.string(), v.instance(Uint8Array)])]),
  endExport: v.strictTuple([text, v.boolean()]),
  openSource: v.strictTuple([place]),
  showTaskFile: v.strictTuple([id<TaskId>()]),
  openLink: v.strictTuple([v.pipe(v.string(), v.maxLength(2_000), v.check(isWebLink))]),
  openResultFile: resultFile,
  showResultFile: resultFile,
  saveResultFile: resultFile,
  newWindow: v.strictTuple([]),
} satisfies Parsers
