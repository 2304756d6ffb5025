import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { resultFilesIn } from '../../../src/shared/result-files-in.ts'
import { type Ended, sessionLab } from '../../support/session-lab.ts'

const task = (run: string, more = ''): string => `
  import { writeFileSync, mkdirSync } from 'node:fs'
  import { defineTask, file, integer } from 'simmer'
  export default defineTask({ title: 'T', params: { n: integer({ default: 1 }) }, ${more} async run({ n }, job) { ${run} } })`

/** The value of a success; a failure says why. */
function valueOf({ job, result }: Ended): unknown {
  if (result?.kind !== 'value') throw new Error(`no value: ${JSON.stringify(job.state)}`)
  return result.value
}

describe('results of real hosts', () => {
  it('F3 G2 file() outlives the job’s working folder, also from the cache; without the file the job runs again', async () => {
    const lab = await sessionLab({ 'report.ts': task(`
      console.log('computing')
      writeFileSync('report.txt', 'report ' + n)
      writeFileSync('left.txt', 'left')
      return { report: file('report.txt'), rows: n, workDir: job.workDir }`, 'cacheBy: [],') })
    const first = await lab.run('report.ts')
    const value = valueOf(first) as { workDir: string }
    const [file] = resultFilesIn(value)
    expect(file).toMatchObject({ name: 'report.txt', size: 8 })
    const place = lab.session.store.values.fileOf(file!.hash)
    expect(readFileSync(place, 'utf8')).toBe('report 1')
    expect(first.job.state).toMatchObject({ status: 'succeeded', from: 'run' })
    const again = await lab.run('report.ts')
    expect(again.job.state).toMatchObject({ status: 'succeeded', from: 'cache' })
    expect(valueOf(again)).toEqual(value)
    await expect.poll(() => existsSync(value.workDir)).toBe(false)
    rmSync(place)
    expect((await lab.run('report.ts')).job.state).toMatchObject({ status: 'succeeded', from: 'run' })
    expect(readFileSync(place, 'utf8')).toBe('report 1')
    const copy = await lab.session.resultFiles.copy(file!)
    expect(readFileSync(copy, 'utf8')).toBe('report 1')
  })

  it('F3 a missing file fails the job with its name, and nothing is kept', async () => {
    const lab = await sessionLab({ 'missing.ts': task('return { report: file("nothing.pdf") }') })
    const { job } = await lab.run('missing.ts')
    expect(job.state).toMatchObject({ status: 'failed', error: { code: 'FILE_MISSING', message: 'file("nothing.pdf") in the result does not exist' } })
    expect(readdirSync(join(lab.dataDir, 'values'))).toEqual([])
  })

  it('F3 what structured clone carries survives the way from the host to the page', async () => {
    const lab = await sessionLab({ 'values.ts': task(`
      const shared = { one: 1 }
      const circle = { shared, again: shared }
      circle.self = circle
      class Point { x = 1; #hidden = 2; get sum() { return this.x + this.#hidden } }
      return {
        circle, date: new Date(0), map: new Map([['k', new Set([1n])]]), typed: new Float64Array([1.5, NaN]), bytes: Buffer.from('abc'), buffer: new Uint8Array([1, 2]).buffer,
        zero: -0, nothing: undefined, sparse: [1, , 3], regexp: /a+/gi, error: new RangeError('too far', { cause: 'x' }), point: new Point(), boxed: Object('text'), invalid: new Date(NaN), big: 2n ** 80n,
      }`) })
    const value = valueOf(await lab.run('values.ts')) as Record<string, unknown> & { circle: Record<string, unknown>; sparse: unknown[]; error: RangeError }
    expect(value.circle['self']).toBe(value.circle)
    expect(value.circle['shared']).toBe(value.circle['again'])
    expect([value.sparse.length, 1 in value.sparse]).toEqual([3, false])
    expect([value.error.name, value.error.message]).toEqual(['RangeError', 'too far'])
    expect(value['zero']).toBe(-0)
    expect(value).toMatchObject({
      date: new Date(0), map: new Map([['k', new Set([1n])]]), typed: new Float64Array([1.5, NaN]), nothing: undefined, regexp: /a+/gi, big: 2n ** 80n, invalid: new Date(Number.NaN),
      point: { x: 1 }, buffer: new Uint8Array([1, 2]).buffer,
    })
    expect([...value['bytes'] as Uint8Array]).toEqual([97, 98, 99])
    expect(Object.hasOwn(value['point'] as object, 'sum')).toBe(false)
  })

  it('F3 what cannot be cloned fails the job, and its path is named', async () => {
    const parts = {
      '() => 1': 'the function part', 'Symbol("x")': 'a symbol', 'Promise.resolve(1)': 'a Promise', 'new WeakMap()': 'a WeakMap', 'new SharedArrayBuffer(8)': 'a SharedArrayBuffer',
      'new Proxy({}, {})': 'a Object', 'new Blob(["x"])': 'a Blob', 'new URL("https://example.org")': 'a URL', 'new WeakRef({})': 'a WeakRef',
    }
    const lab = await sessionLab({ 'bad.ts': task(`return [${Object.keys(parts).map((part) => `() => ({ good: 1, part: ${part} })`).join(', ')}][n]()`) })
    for (const [index, kind] of Object.values(parts).entries()) {
      const { job } = await lab.run('bad.ts', { n: index })
      expect(job.state).toMatchObject({ status: 'failed', error: { code: 'NOT_CLONEABLE', message: `result.part is ${kind}, which cannot leave the script's process` } })
    }
  })
})
