import { spawn } from 'node:child_process'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { root } from '../../../scripts/lib/paths.mjs'
import type { RunId } from '../../../src/shared/brand.ts'
import { hostsOn } from '../../support/host-processes.ts'
import { scriptFolder } from '../../support/script-folder.ts'
import { type SessionLab, sessionLab } from '../../support/session-lab.ts'

const secret = 'Tr0ub4dor&3 "Ω"'
const script = (body: string, options = ''): string => `
import { defineTask, secret, text } from 'simmer'
export default defineTask({
  title: 'Calls', ${options}
  params: { user: text({ default: 'ann' }), token: secret({ label: 'Access token' }) },
  async run({ user, token }, job) { ${body} },
})
`
/** Says the secret in every way that a script has, then goes on as asked. */
const talks = (end: string): string => script(`
    console.log('token ' + token); console.error(JSON.stringify({ token })); console.log({ token })
    for (const letter of token) process.stdout.write(letter)
    process.stdout.write('\\n')
    job.progress(0.5, 'with ' + token)
    job.setProps('status', { title: 'with ' + token })
    ${end}`, "cacheBy: [], onInterrupted: 'requeue',")

/** Every file below a folder that holds the secret in UTF-8 or UTF-16. */
function filesWithSecret(folder: string): readonly string[] {
  const forms = [Buffer.from(secret), Buffer.from(JSON.stringify(secret).slice(1, -1)), Buffer.from(secret, 'utf16le'), Buffer.from(secret, 'utf16le').swap16()]
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => {
    const file = path.join(folder, name)
    if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true) return false
    const bytes = readFileSync(file)
    return forms.some((form) => bytes.includes(form))
  })
}

function logOf({ session }: SessionLab, runId: RunId, stream: string): string {
  return session.store.jobs.readLog(runId).filter((chunk) => chunk.stream === stream).map(({ text }) => text).join('')
}

describe('a secret', () => {
  test('is found by the search that the tests below look with', async () => {
    const folder = await scriptFolder({ 'a.bin': secret })
    expect(filesWithSecret(folder)).toEqual(['a.bin'])
  })

  test('reaches the script, and nothing that is kept or shown: log, progress, props, result, label, key parts', async () => {
    const lab = await sessionLab({ 'calls.ts': talks("await new Promise((resolve) => setTimeout(resolve, 300)); return { length: token.length, header: 'Bearer ' + token }") })
    const { job, result } = await lab.run('calls.ts', { user: 'bob', token: secret })
    expect(job.state.status).toBe('succeeded')
    expect(result).toEqual({ kind: 'value', value: { length: secret.length, header: 'Bearer •••' } })
    expect(job.label).toBe('user bob')
    await vi.waitFor(() => { expect(logOf(lab, job.runId, 'stdout')).toBe("token •••\n{ token: '•••' }\n•••\n") })
    await vi.waitFor(() => { expect(logOf(lab, job.runId, 'stderr')).toBe('{"token":"•••"}\n') })
    expect(JSON.stringify(lab.changes)).not.toContain(secret)
    expect(JSON.stringify(lab.changes)).not.toContain('Tr0ub4dor')
    expect(lab.changes.some((change) => change.change === 'progress' && JSON.stringify(change.progress).includes('with •••'))).toBe(true)
    expect(filesWithSecret(lab.dataDir)).toEqual([])
    // Another secret makes no other key: it is no part of one.
    expect((await lab.run('calls.ts', { user: 'bob', token: 'another' })).cached).not.toBeNull()
  })

  test('is in no error: message, stack, cause, and nothing is kept of it', async () => {
    const lab = await sessionLab({ 'calls.ts': talks("throw new RangeError('401 for ' + token, { cause: new Error('sent ' + token) })") })
    const { job } = await lab.run('calls.ts', { token: secret })
    expect(job.state).toMatchObject({ status: 'failed', error: { code: 'TASK_THREW', message: '401 for •••', cause: { message: 'sent •••' } } })
    expect(JSON.stringify(job)).not.toContain('Tr0ub4dor')
    expect(filesWithSecret(lab.dataDir)).toEqual([])
  })

  test('is in nothing that a crash leaves: the last lines are masked', async () => {
    const lab = await sessionLab({ 'calls.ts': talks("process.kill(process.pid, 'SIGKILL'); for (;;);") })
    const { job } = await lab.run('calls.ts', { token: secret })
    expect(job.state).toMatchObject({ status: 'failed', error: { code: 'CRASHED' } })
    expect(JSON.stringify(job)).toContain('token •••')
    expect(JSON.stringify(job)).not.toContain('Tr0ub4dor')
    expect(filesWithSecret(lab.dataDir)).toEqual([])
  })

  test('is in nothing that a canceled run leaves', async () => {
    const lab = await sessionLab({ 'calls.ts': talks('await new Promise(() => setInterval(() => undefined, 1e6))') })
    const ended = lab.run('calls.ts', { token: secret })
    await vi.waitFor(() => { expect(lab.changes.some((change) => change.change === 'log' && change.chunks.some(({ text }) => text.includes('token •••')))).toBe(true) }, 20_000)
    const [running] = lab.session.engine.jobs
    if (running === undefined) throw new Error('no job')
    expect(filesWithSecret(lab.dataDir)).toEqual([])
    lab.session.engine.cancel(running.job.id, 'user')
    expect((await ended).job.state.status).toBe('canceled')
    expect(filesWithSecret(lab.dataDir)).toEqual([])
  })

  test('R7: after kill -9 nothing has it, and the job that was to run again says why it cannot', async () => {
    const folder = await scriptFolder({ 'calls.ts': talks('await new Promise(() => setInterval(() => undefined, 1e6))') })
    const dataDir = await mkdtemp(path.join(tmpdir(), 'simmer-secret-'))
    onTestFinished(() => rm(dataDir, { recursive: true, force: true, maxRetries: 5 }))
    const terminal = spawn(process.execPath, [path.join(root, 'out/cli/main.js'), 'run', 'calls'], {
      cwd: root, env: { ...process.env, SIMMER_DATA: dataDir, SIMMER_TASKS: folder, SIMMER_SECRET_TOKEN: secret }, stdio: ['ignore', 'pipe', 'pipe'],
    })
    onTestFinished(() => { terminal.kill('SIGKILL') })
    let said = ''
    terminal.stderr.on('data', (piece: Buffer) => { said += piece.toString() })
    terminal.stdout.on('data', (piece: Buffer) => { said += piece.toString() })
    await vi.waitFor(() => { expect(said).toContain('token •••') }, 30_000)
    // What the system shows of a host's environment must not have it either.
    for (const pid of hostsOn(dataDir)) expect(readFileSync(`/proc/${pid}/environ`).includes(Buffer.from(secret))).toBe(false)
    terminal.kill('SIGKILL')
    await new Promise((resolve) => { terminal.once('exit', resolve) })
    expect(said).not.toContain(secret)
    expect(filesWithSecret(dataDir)).toEqual([])
    const lab = await sessionLab({}, { dataDir, folder })
    expect(lab.session.store.jobs.ended(Number.MAX_SAFE_INTEGER, 5).map(({ job }) => job.state)).toMatchObject([{
      status: 'failed', error: { code: 'REFUSED', message: 'Access token was not kept, so this job cannot run any more', hint: expect.stringContaining('run from there') as string },
    }])
    expect(filesWithSecret(dataDir)).toEqual([])
  })
})
