import { readFileSync } from 'node:fs'
import path from 'node:path'
import { valueCodec } from '../../../src/main/store/value-codec.ts'
import { isResultFile } from '../../../src/shared/result-file.ts'
import type { JobOnDisk } from '../books.ts'
import { type Law, nonceOfJob, type Scene } from '../scene.ts'

interface Performed { readonly nonce: string; readonly stamp: string; readonly pad: readonly string[]; readonly files: readonly unknown[] }

/** A result, its files, its progress and its log are those of one run of that job alone. */
export const mixed: Law = (scene) => scene.jobs.filter(({ callbackId }) => !callbackId.startsWith('cached')).flatMap((job) => {
  const nonce = nonceOfJob(job)
  const others = [...scene.witness.nonces.get(job.id) ?? []].filter((seen) => seen !== nonce)
  return [
    ...others.map((other) => `${job.callbackId} ${nonce} was told what ${other} said`),
    ...inLog(scene, job).filter((other) => other !== nonce).map((other) => `the log of ${nonce} has a line of ${other}`),
    ...inResult(scene, job, nonce),
  ]
})

function inResult({ books, marks }: Scene, job: JobOnDisk, nonce: string): readonly string[] {
  const bytes = job.state.status === 'succeeded' && job.hash !== null ? books.bytesOf(job.hash) : undefined
  if (bytes === undefined) return []
  const result = valueCodec.decode(bytes) as Performed
  const name = `the result of ${job.callbackId} ${nonce}`
  const stamps = new Set([result.stamp, ...result.pad])
  return [
    ...(result.nonce === nonce ? [] : [`${name} is that of ${result.nonce}`]),
    ...(stamps.size === 1 ? [] : [`${name} is of ${stamps.size} runs`]),
    ...(marks.get(nonce)?.some(({ stamp }) => stamp === result.stamp) === true ? [] : [`${name} is of a run that left no mark`]),
    ...result.files.flatMap((file) => {
      const text = isResultFile(file) ? books.bytesOf(file.hash) : undefined
      return text !== undefined && Buffer.from(text).toString().startsWith(`${nonce} ${result.stamp} `) ? [] : [`a file in ${name} is not its own`]
    }),
  ]
}

function inLog({ dataDir }: Scene, { runId }: JobOnDisk): readonly string[] {
  try {
    const text = readFileSync(path.join(dataDir, 'logs', `${runId}.log`), 'utf8')
    return [...new Set([...text.matchAll(/(?:"text":"|\\n)(\d+-\d+-\d+) [\da-f]{8}-/g)].map(([, nonce]) => nonce ?? ''))]
  } catch { return [] }
}
