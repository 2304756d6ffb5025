import { createHash } from 'node:crypto'
import { valueCodec } from '../../../src/main/store/value-codec.ts'
import type { ResultRef } from '../../../src/shared/change.ts'
import type { Asked, Law, Scene } from '../scene.ts'

interface Computed { readonly n: number; readonly input: string; readonly version: number; readonly digest: string; readonly pad: string }

/** What the cache gives, and what it holds, is what computing it again would give, for that moment's code and files. */
export const wrongHits: Law = (scene) => [
  ...scene.asked.flatMap((asked) => hitProblem(scene, asked)),
  ...entryProblems(scene),
]

function hitProblem({ books, edits }: Scene, { plan, reply, sentAt, repliedAt }: Asked): readonly string[] {
  if (reply?.reply !== 'cached') return []
  const value = valueOf(reply.result, (hash) => books.bytesOf(hash))
  const name = `the hit of ${plan.callback} ${plan.wish.nonce} (n ${plan.n})`
  // Lost or damaged: whoever opens it is told so, and shown nothing.
  if (value === undefined) return []
  if (value.n !== plan.n || !isRight(value)) return [`${name} is not what computing it gives`]
  const inTime = edits.versionsBetween(sentAt, repliedAt).has(value.version) && edits.inputsBetween(sentAt, repliedAt).has(Number(value.input))
  return inTime ? [] : [`${name} is of code ${value.version} and input ${value.input}, which were gone`]
}

/** Equal parts have one key, and a key one set of parts: the callback, the argument, the input file, the code. */
function entryProblems({ books }: Scene): readonly string[] {
  const seen = new Map<string, string>()
  return books.entries().flatMap(({ key, hash, bytes, callbackId }) => {
    const whole = bytes === null ? books.bytesOf(hash) : intact(bytes, hash)
    if (whole === undefined) return []
    const value = valueCodec.decode(whole) as Computed
    const parts = JSON.stringify([callbackId, value.n, value.input, value.version])
    const other = seen.get(parts)
    seen.set(parts, key)
    return [
      ...(isRight(value) ? [] : [`the entry of ${callbackId} ${value.n} is not what computing it gives`]),
      ...(other === undefined ? [] : [`the cache has two entries for ${parts}`]),
    ]
  })
}

function isRight({ n, input, version, digest, pad }: Computed): boolean {
  const right = createHash('sha256').update(`${n}|${input}|${version}`).digest('hex')
  return digest === right && pad === right.repeat(pad.length / right.length)
}

function intact(bytes: Uint8Array, hash: string): Uint8Array | undefined {
  return createHash('sha256').update(bytes).digest('hex') === hash ? bytes : undefined
}

function valueOf(result: ResultRef, bytesOf: (hash: string) => Uint8Array | undefined): Computed | undefined {
  if (result.kind === 'value') return result.value as Computed
  const bytes = result.kind === 'stored' ? bytesOf(result.stored.hash) : undefined
  return bytes === undefined ? undefined : valueCodec.decode(bytes) as Computed
}
