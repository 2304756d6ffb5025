import { createHash } from 'node:crypto'
import * as v from 'valibot'
import { brandAs, type ContentHash } from '../../shared/brand.ts'
import type { PropsUpdate } from '../../shared/change.ts'
import { type ErrorInfo, errorCodes } from '../../shared/errors.ts'
import type { FromHost } from '../../shared/protocol.ts'
import { inlineLimit, type StoredValue } from '../../shared/stored-value.ts'
import type { TaskDescriptor } from '../../shared/task.ts'

const place = v.object({ file: v.string(), line: v.number(), column: v.exactOptional(v.number()) })
const errorInfo: v.GenericSchema<unknown, ErrorInfo> = v.object({
  code: v.picklist(errorCodes),
  message: v.string(),
  name: v.exactOptional(v.string()),
  stack: v.exactOptional(v.string()),
  place: v.exactOptional(place),
  hint: v.exactOptional(v.string()),
  lastLines: v.exactOptional(v.array(v.string())),
  cause: v.exactOptional(v.lazy(() => errorInfo)),
})
const took = v.exactOptional(v.object({ peakMemory: v.number(), cpuTime: v.number() }))
const seq = v.pipe(v.number(), v.integer(), v.minValue(1))
const hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/), v.transform((text) => brandAs<ContentHash>(text)))
const size = v.pipe(v.number(), v.integer(), v.minValue(0))
const files = v.exactOptional(v.array(v.object({ hash, size, file: v.string() })))
const storedValue: v.GenericSchema<unknown, StoredValue> = v.union([
  // Hashed here: it costs main next to nothing, and what a host says of its own bytes need not be believed.
  v.pipe(v.object({ bytes: v.pipe(v.instance(Uint8Array), v.maxLength(inlineLimit)), files }), v.transform(({ bytes, ...rest }) => (
    { hash: brandAs<ContentHash>(createHash('sha256').update(bytes).digest('hex')), size: bytes.length, bytes, ...rest }))),
  v.object({ hash, size, file: v.string(), files }),
])
const propsUpdate = v.custom<PropsUpdate>((candidate) => v.is(v.object({ id: v.string(), props: v.record(v.string(), v.unknown()) }), candidate))
// The host makes it by the SDK's own checks; what matters here is that it has the shape that main walks.
const descriptor = v.custom<TaskDescriptor>((candidate) => v.is(v.object({
  title: v.string(), layout: v.object({ component: v.string(), props: v.looseObject({}) }), callbacks: v.array(v.looseObject({ id: v.string() })),
}), candidate))
const result = v.variant('ok', [
  v.object({ ok: v.literal(true), value: v.unknown() }),
  v.object({ ok: v.literal(false), error: errorInfo }),
])

const fromHost: v.GenericSchema<unknown, FromHost> = v.variant('from', [
  v.object({ from: v.literal('loaded') }),
  v.object({ from: v.literal('loadFailed'), error: errorInfo }),
  v.object({ from: v.literal('described'), descriptor }),
  v.object({ from: v.literal('started') }),
  v.object({ from: v.literal('usesSignal') }),
  v.object({ from: v.literal('progress'), progress: v.object({ seq, value: v.unknown() }) }),
  v.object({ from: v.literal('props'), props: v.object({ seq, value: v.array(propsUpdate) }) }),
  v.object({ from: v.literal('returned'), value: v.nullable(storedValue), took }),
  v.object({ from: v.literal('threw'), error: errorInfo, took }),
  v.object({ from: v.literal('exiting'), place: v.exactOptional(place) }),
  v.object({ from: v.literal('answered'), id: v.number(), result }),
])

/** What a host says, checked: user code shares its process and can write what it likes. undefined: no message of ours. */
export function parseFromHost(message: unknown): FromHost | undefined {
  const parsed = v.safeParse(fromHost, message)
  return parsed.success ? parsed.output : undefined
}
