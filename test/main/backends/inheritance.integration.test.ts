import { createServer } from 'node:net'
import { readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LocalPageHosts } from '../../../src/main/backends/page-hosts.ts'
import { openStore, type Store } from '../../../src/main/store/open-store.ts'
import { brandAs, type CallbackId } from '../../../src/shared/brand.ts'
import type { Bundle } from '../../../src/shared/protocol.ts'
import { LocalLab } from '../../support/local-lab.ts'
import { OneRunLab } from '../../support/one-run.ts'
import { temporaryFolder } from '../store/support/temporary-folder.ts'

/** Says what descriptors this process has, and those that a child of it has with all streams inherited; and its environment. */
const lookAround = `const { readdirSync, readlinkSync } = await import('node:fs')
  const { spawnSync } = await import('node:child_process')
  const own = readdirSync('/proc/self/fd').flatMap((fd) => { try { return [[Number(fd), readlinkSync('/proc/self/fd/' + fd)]] } catch { return [] } })
  const child = spawnSync('/bin/sh', ['-c', 'ls /proc/$$/fd'], { stdio: ['inherit', 'pipe', 'inherit'], encoding: 'utf8' }).stdout.split('\\\\n').filter((fd) => fd !== '').map(Number)
  return { own, child, env: { ...process.env } }`
interface Around { readonly own: [number, string][]; readonly child: number[]; readonly env: Record<string, string> }

describe.runIf(process.platform === 'linux')('what a host and its children inherit', () => {
  const lab = new LocalLab()
  const server = createServer()
  const held: { store?: Store } = {}
  beforeAll(async () => {
    held.store = openStore(join(lab.folder, 'data'))
    process.env['SIMMER_SECRET_TEST'] = 'hush'
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
  })
  afterAll(async () => {
    Reflect.deleteProperty(process.env, 'SIMMER_SECRET_TEST')
    server.close()
    held.store?.close()
    await lab[Symbol.asyncDispose]()
  })

  /** What whoever started the tests left open for all: it is not this app's. */
  const launchers = new Set(readdirSync(`/proc/${process.ppid}/fd`).map((fd) => linkOf(`/proc/${process.ppid}/fd/${fd}`)))
  /** Not the three streams and, for a host, its channel: files, sockets and pipes of somebody else. */
  const foreign = ({ own }: Around): [number, string][] =>
    own.filter(([fd, target]) => fd > 3 && !launchers.has(target) && !target.startsWith('anon_inode:') && !target.startsWith(`/proc/`) && !isOwnPipe(own, target))
  const isOwnPipe = (own: Around['own'], target: string): boolean => target.startsWith('pipe:') && own.filter(([, other]) => other === target).length === 2

  const expectNothingOfTheApp = (around: Around): void => {
    expect(foreign(around).filter(([, target]) => /\.db|socket:|pipe:/.test(target))).toEqual([])
    expect(around.own.filter(([fd]) => fd <= 3).map(([fd, target]) => [fd, target.replace(/\d+/g, 'n')])).toEqual([[0, '/dev/null'], [1, 'socket:[n]'], [2, 'socket:[n]'], [3, 'socket:[n]']])
    // The channel is not passed on to what the script starts.
    expect(around.child.filter((fd) => !launchers.has(linkOf(`/proc/self/fd/${fd}`)) && fd > 2)).toEqual([])
    expect(JSON.stringify(around.env)).not.toContain('hush')
  }

  const bundleOf = (name: string): Promise<Bundle> => lab.bundle(name, `
    import { callback, defineTask, longCallback, html, Input, Output } from 'simmer'
    const look = async () => { ${lookAround} }
    export default defineTask({ title: 'x', layout: html.div([html.button('go', { id: 'go' }), html.button('light', { id: 'light' }), html.p('', { id: 'out' }), html.p('', { id: 'seen' })]), callbacks: [
      longCallback({ output: Output('out', 'children'), inputs: Input('go', 'nClicks'), run: look }),
      callback({ name: 'light', output: Output('seen', 'children'), inputs: Input('light', 'nClicks'), run: look }),
    ] })`)

  it('G4 a job\'s host, while the app has its database and a server open', async () => {
    expectNothingOfTheApp(await lab.value(await bundleOf('cold')) as Around)
  })

  it('G4 a host that was kept warm', async () => {
    const bundle = await bundleOf('warm')
    const backend = await lab.backend()
    await lab.request(bundle)
    backend.keepWarm(bundle, 'app')
    expectNothingOfTheApp(await lab.value(bundle) as Around)
    backend.keepWarm(null, 'app')
  })

  it('G4 a page host', async () => {
    const bundle = await bundleOf('page')
    const pages = new LocalPageHosts((await lab.backend()).spawner)
    const answer = await pages.call(bundle, { call: 'light', callbackId: brandAs<CallbackId>('light'), args: [1], context: { triggered: [], inputs: {}, states: {} } })
    await pages[Symbol.asyncDispose]()
    if (!answer.ok) throw new Error(answer.error.message)
    expectNothingOfTheApp(answer.value as Around)
  })
})

describe.runIf(process.platform === 'linux' && spawnSync('strace', ['-V']).status === 0)('how processes are started', () => {
  const lab = new OneRunLab()
  afterAll(() => lab[Symbol.asyncDispose]())

  it('G5 whatever a process with threads starts becomes another program before anything else', async () => {
    const trace = join(temporaryFolder(), 'trace')
    const bundle = await lab.job('starts', 'run: async () => { const { execFileSync } = await import("node:child_process"); return execFileSync("/bin/echo", ["hello"], { encoding: "utf8" }) }')
    using running = await lab.start(bundle, { through: ['strace', '-f', '-qq', '-e', 'trace=clone,clone3,fork,vfork,execve', '-e', 'signal=none', '-o', trace] })
    expect((await running.told('end')).end).toBe('returned')
    await once(running.main, 'exit').catch(() => undefined)
    const { threaded, children } = readTrace(readFileSync(trace, 'utf8'))
    expect(threaded.size).toBeGreaterThan(1)
    expect(children.length).toBeGreaterThan(2)
    expect(children.filter(({ first }) => first !== 'execve')).toEqual([])
    rmSync(trace)
  })
})

function linkOf(file: string): string {
  try { return readlinkSync(file) } catch { return '' }
}

/** Processes that have threads; and what each process that such a one made called first. */
function readTrace(text: string): { readonly threaded: ReadonlySet<string>; readonly children: readonly { readonly pid: string; readonly first: string }[] } {
  const owners = new Map<string, string>()
  const threaded = new Set<string>()
  const firsts = new Map<string, string>()
  const born: string[] = []
  for (const line of text.split('\n')) {
    const [, pid = '', call = ''] = /^(\d+)\s+(?:<\.\.\. )?(\w+)/.exec(line) ?? []
    if (pid === '') continue
    const owner = owners.get(pid) ?? pid
    if (!firsts.has(pid)) firsts.set(pid, call)
    const made = /\) = (\d+)$/.exec(line)?.[1] ?? / = (\d+)$/.exec(line)?.[1]
    if (!/clone|fork/.test(call) || made === undefined) continue
    if (line.includes('CLONE_THREAD')) {
      owners.set(made, owner)
      threaded.add(owner)
    } else if (threaded.has(owner)) born.push(made)
  }
  return { threaded, children: born.flatMap((pid) => { const first = firsts.get(pid); return first === undefined ? [] : [{ pid, first }] }) }
}
