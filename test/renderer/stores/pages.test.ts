import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { computed } from 'vue'
import { useConnection } from '../../../src/renderer/stores/connection.ts'
import type { OpenPage } from '../../../src/renderer/stores/open-page.ts'
import { usePages } from '../../../src/renderer/stores/pages.ts'
import { putBackLarge } from '../../../src/renderer/values/large-values.ts'
import { brandAs, type CallbackId, type CodeHash, type ContentHash } from '../../../src/shared/brand.ts'
import type { CallbackCall, SavedPage } from '../../../src/shared/change.ts'
import type { TriggerReply } from '../../../src/shared/contract.ts'
import { AppError } from '../../../src/shared/errors.ts'
import type { Job, JobState } from '../../../src/shared/job.ts'
import { el, input, light, long, output, task } from '../../shared/page/support/descriptors.ts'
import { arrivals, jobWith, MemoryBridge, openedTask, openWindow, snapshotOf, summaryOf, taskId } from '../support/memory-bridge.ts'

const states = {
  queued: { status: 'queued', order: 1, held: false, after: null }, running: { status: 'running', startedAt: 1 },
  succeeded: { status: 'succeeded', startedAt: 1, finishedAt: 2, from: 'run' },
} as const satisfies Record<string, JobState>
const button = el('button', { id: 'run', nClicks: null, disabled: false }), paragraph = el('p', { id: 'out' }, 'nothing')
const job = long('job', {
  inputs: input('run', 'nClicks'), output: output('out', 'children'), running: [{ target: output('run', 'disabled'), during: true, after: false }],
  progress: output('bar', 'value'), cancel: [input('cancel', 'nClicks')],
})
const described = task([button, paragraph, el('button', { id: 'cancel' }), el('progress', { id: 'bar' })], [job])
const queuedReply = (name: string): TriggerReply => ({ reply: 'queued', job: jobWith(name, states.queued), replaced: [] })

let main: MemoryBridge, window: EventTarget
beforeEach(() => {
  vi.useFakeTimers()
  main = new MemoryBridge()
  window = openWindow(main)
  setActivePinia(createPinia())
  main.answers.openTask = () => openedTask(described)
  main.answers.trigger = () => queuedReply('a')
})
afterEach(() => { vi.useRealTimers(); vi.unstubAllGlobals() })

async function opened(): Promise<OpenPage> {
  await useConnection().start()
  await usePages().open(taskId)
  const page = usePages().find(taskId)
  if (page === undefined) throw new Error('No page')
  return page
}
const shown = (page: OpenPage): readonly unknown[] => [page.propsOf(paragraph).children, page.propsOf(button)['disabled']]
const told = (name: string, state: JobState): { readonly change: 'job'; readonly job: Job } => ({ change: 'job', job: jobWith(name, state) })
const saves = (): readonly SavedPage[] => main.of('savePage').map(([page]) => page as SavedPage)

describe('a page in the window', () => {
  it('S1: a click becomes a trigger, and news of its job become props', async () => {
    const page = await opened()
    page.change('run', { nClicks: 1 })
    await arrivals()
    expect((main.of('trigger')[0]?.[0] as CallbackCall).args).toEqual([1])
    expect(shown(page)).toEqual(['nothing', true])
    main.tell(told('a', states.running), { change: 'progress', jobIds: [jobWith('a', states.running).id], progress: { seq: 1, value: 0.5 } })
    expect(page.propsOf(el('progress', { id: 'bar' }))['value']).toBe(0.5)
    main.tell({ ...told('a', states.succeeded), result: { kind: 'value', value: 'Clicked 1 times' } })
    expect([...shown(page), page.calls.value]).toEqual(['Clicked 1 times', false, []])
  })

  it('a prop that changes re-runs what reads that component, and nothing else', async () => {
    const page = await opened()
    const runs = { button: 0, paragraph: 0 }
    const ofButton = computed(() => { runs.button += 1; return page.propsOf(button) })
    const ofParagraph = computed(() => { runs.paragraph += 1; return page.propsOf(paragraph) })
    expect([ofButton.value['title'], ofParagraph.value['title']]).toEqual([undefined, undefined])
    page.change('run', { title: 'x' })
    expect([ofButton.value['title'], ofParagraph.value['title'], runs]).toEqual(['x', undefined, { button: 2, paragraph: 1 }])
  })

  it('C4: without a reply for 50 ms the on-values show; a reply before that ends the wait', async () => {
    let reply: (value: TriggerReply) => void = () => undefined
    main.answers.trigger = () => new Promise((resolve) => { reply = resolve })
    const page = await opened()
    page.change('run', { nClicks: 1 })
    vi.advanceTimersByTime(49)
    expect(shown(page)).toEqual(['nothing', false])
    vi.advanceTimersByTime(1)
    expect(shown(page)).toEqual(['nothing', true])
    reply(queuedReply('a'))
    await arrivals()
    expect(page.calls.value.map(({ phase }) => phase)).toEqual(['queued'])
  })

  it('E1: a cancel input asks main to cancel the job', async () => {
    const page = await opened()
    page.change('run', { nClicks: 1 })
    await arrivals()
    page.change('cancel', { nClicks: 1 })
    expect(main.of('cancelJob')).toEqual([['a']])
    page.cancel(brandAs<CallbackId>('job'))
    expect(main.of('cancelJob')).toHaveLength(2)
  })

  it('F4: what main refuses is told beside the outputs, with its code and hint', async () => {
    main.answers.trigger = () => { throw new AppError('FILE_MISSING', 'There is no data.csv', { hint: 'Choose another.' }) }
    const page = await opened()
    page.change('run', { nClicks: 1 })
    await arrivals()
    expect(page.ends.value[0]?.error).toMatchObject({ code: 'FILE_MISSING', hint: 'Choose another.' })
    main.answers.trigger = () => queuedReply('a')
    page.run(brandAs<CallbackId>('job'), { fresh: true })
    await arrivals()
    expect([page.ends.value, (main.of('trigger')[1]?.[0] as CallbackCall).fresh]).toEqual([[], true])
  })

  it('light callbacks go to the page host', async () => {
    main.answers.openTask = () => openedTask(task([button, paragraph], [light('echo', { inputs: input('run', 'nClicks'), output: output('out', 'children') })]))
    main.answers.callLight = (call) => ({ reply: 'value', value: `echo ${String(call.args[0])}` })
    const page = await opened()
    page.change('run', { nClicks: 7 })
    await arrivals()
    expect(page.propsOf(paragraph).children).toBe('echo 7')
  })

  it('F11: a large result is read by its hash', async () => {
    const hash = brandAs<ContentHash>('abc')
    main.values.set(hash, new Float64Array([1, 2]))
    const page = await opened()
    page.change('run', { nClicks: 1 })
    await arrivals()
    main.tell({ ...told('a', states.succeeded), result: { kind: 'stored', stored: { hash, size: 1_000_000 } } })
    await arrivals()
    expect(page.propsOf(paragraph).children).toEqual(new Float64Array([1, 2]))
    // It is saved by its hash, and read again when the page is opened again.
    page.flush()
    await arrivals()
    const saved = main.of('savePage').at(-1)?.[0] as SavedPage
    expect(JSON.stringify(saved.state)).toContain('"children":{"$simmer":"large","hash":"abc","path":[]}')
    const { state } = await putBackLarge(saved, () => Promise.resolve('read again')) as { state: { overlay: unknown } }
    expect(JSON.stringify(state.overlay)).toContain('"children":"read again"')
  })

  it('news that come before the reply are looked up again', async () => {
    main.answers.trigger = () => {
      main.tell({ ...told('a', states.succeeded), result: { kind: 'value', value: 'quick' } })
      return queuedReply('a')
    }
    const page = await opened()
    page.change('run', { nClicks: 1 })
    await arrivals()
    expect([...shown(page), page.calls.value]).toEqual(['quick', false, []])
  })

  it('G9: a success that comes without its result is asked for', async () => {
    const page = await opened()
    page.change('run', { nClicks: 1 })
    await arrivals()
    main.answers.jobSnapshot = () => snapshotOf(jobWith('a', states.succeeded), { result: { kind: 'value', value: 'from elsewhere' } })
    main.tell(told('a', states.succeeded))
    await arrivals()
    expect(shown(page)).toEqual(['from elsewhere', false])
  })

  it('asks for its jobs anew where news were missed', async () => {
    const page = await opened()
    page.change('run', { nClicks: 1 })
    await arrivals()
    main.answers.jobSnapshot = () => snapshotOf(jobWith('a', states.succeeded), { result: { kind: 'value', value: 'missed' } })
    main.tellAt(main.revision + 5)
    await arrivals()
    expect(shown(page)).toEqual(['missed', false])
  })

  it('H11: the verdict is asked with the arguments as they are now', async () => {
    const page = await opened()
    main.answers.verdict = (call) => ({ verdict: 'miss', differs: [{ part: 'nClicks', before: '1', now: String(call.args[0]) }] })
    page.change('run', { nClicks: 4 })
    expect(await page.verdict(brandAs<CallbackId>('job'))).toEqual({ verdict: 'miss', differs: [{ part: 'nClicks', before: '1', now: '4' }] })
    expect(await page.verdict(brandAs<CallbackId>('gone'))).toEqual({ verdict: 'uncached' })
  })
})

describe('keeping a page', () => {
  it('saves at each trigger at once, and other changes together after 100 ms', async () => {
    const page = await opened()
    vi.advanceTimersByTime(100)
    const before = saves().length
    page.change('out', { title: 'a' })
    page.change('out', { title: 'b' })
    vi.advanceTimersByTime(99)
    expect(saves()).toHaveLength(before)
    vi.advanceTimersByTime(1)
    expect(saves()).toHaveLength(before + 1)
    page.change('run', { nClicks: 1 })
    expect(saves()).toHaveLength(before + 2)
  })

  it('G6: a reload saves what a timer was to save, and the page that opens again has it', async () => {
    const page = await opened()
    page.change('run', { nClicks: 1 })
    await arrivals()
    main.tell(told('a', states.running))
    page.change('out', { title: 'typed' })
    window.dispatchEvent(new Event('pagehide'))
    const saved = saves().at(-1) ?? null
    setActivePinia(createPinia())
    main.answers.openTask = () => openedTask(described, { saved, jobs: [snapshotOf(jobWith('a', states.running), { progress: { seq: 5, value: 0.7 } })] })
    main.asked.length = 0
    const again = await opened()
    expect([again.propsOf(paragraph)['title'], again.propsOf(button)['disabled'], again.propsOf(el('progress', { id: 'bar' }))['value']]).toEqual(['typed', true, 0.7])
    expect(main.of('trigger')).toEqual([])
  })

  it('G6: a job whose end main told before the page was saved is asked for by its id', async () => {
    const page = await opened()
    page.change('run', { nClicks: 1 })
    await arrivals()
    window.dispatchEvent(new Event('pagehide'))
    const saved = saves().at(-1) ?? null
    setActivePinia(createPinia())
    main.answers.openTask = () => openedTask(described, { saved })
    main.answers.jobSnapshot = () => snapshotOf(jobWith('a', states.succeeded), { result: { kind: 'value', value: 'meanwhile' } })
    expect(shown(await opened())).toEqual(['meanwhile', false])
  })

  it('closing a page saves it, lets it go, and hears late answers no more', async () => {
    let reply: (value: TriggerReply) => void = () => undefined
    main.answers.trigger = () => new Promise((resolve) => { reply = resolve })
    const page = await opened()
    page.change('run', { nClicks: 1 })
    const state = page.state.value
    await usePages().close(taskId)
    reply(queuedReply('a'))
    await arrivals()
    expect([main.of('closePage'), page.state.value === state, usePages().find(taskId), vi.getTimerCount()]).toEqual([[['page']], true, undefined, 0])
  })

  it('a page closed while it was on its way is let go when it comes', async () => {
    let answer: (value: ReturnType<typeof openedTask>) => void = () => undefined
    main.answers.openTask = () => new Promise((resolve) => { answer = resolve })
    const opening = usePages().open(taskId)
    await arrivals()
    await usePages().close(taskId)
    answer(openedTask(described))
    await opening
    expect(main.of('closePage')).toEqual([['page']])
  })
})

describe('scripts that change', () => {
  const other = brandAs<CodeHash>('other')
  const changed = summaryOf('task.ts', { id: taskId, codeHash: other })

  it('C1: a page takes the new script and keeps what still exists', async () => {
    const page = await opened()
    page.change('out', { title: 'kept' })
    main.answers.describeTask = () => ({ descriptor: task([button, el('h1', { id: 'out' }, 'x'), paragraph], []), codeHash: other })
    main.tell({ change: 'task', task: changed })
    await arrivals()
    expect([page.state.value?.codeHash, page.layout.value?.props.children]).toMatchObject([other, [{}, { component: 'h1' }, {}]])
  })

  it('A1: a page whose script breaks stays as it was; one that could not start begins when the script is mended', async () => {
    main.answers.openTask = () => openedTask(null)
    const page = await opened()
    expect([page.status.value, page.layout.value]).toEqual(['unready', null])
    main.answers.openTask = () => openedTask(described)
    main.tell({ change: 'task', task: { ...changed, state: 'broken', codeHash: null } })
    main.tell({ change: 'task', task: changed })
    await arrivals()
    expect(main.of('closePage')).toEqual([['page']])
    expect([page.status.value, shown(page)]).toEqual(['ready', ['nothing', false]])
    main.tell({ change: 'task', task: { ...changed, state: 'broken', codeHash: null } })
    await arrivals()
    expect([page.status.value, shown(page)]).toEqual(['ready', ['nothing', false]])
  })

  it('a save or cancel that main refuses is a notice, and the page goes on', async () => {
    main.answers.savePage = () => { throw new AppError('DISK_FULL', 'The disk is full', { hint: 'Make room.' }) }
    const page = await opened()
    page.change('run', { nClicks: 1 })
    await arrivals()
    const connection = useConnection()
    expect([page.error.value, page.status.value, connection.notices]).toMatchObject([null, 'ready', [{ title: 'The disk is full', text: 'Make room.' }]])
    connection.dismissNotice(connection.notices[0]?.id ?? '')
    expect(connection.notices).toEqual([])
  })

  it('a task that cannot be opened says why, and is opened again when it is back', async () => {
    main.answers.openTask = () => { throw new AppError('SCRIPT_MISSING', 'There is no task.ts') }
    const page = await opened()
    expect([page.status.value, page.error.value?.code]).toEqual(['failed', 'SCRIPT_MISSING'])
    main.answers.openTask = () => openedTask(described)
    main.tell({ change: 'task', task: changed })
    await arrivals()
    expect([page.status.value, page.error.value]).toEqual(['ready', null])
  })
})
