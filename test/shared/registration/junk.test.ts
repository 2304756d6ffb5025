import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rawCallbackOf } from '../../../src/sdk/definition.ts'
import { ALL, ALLSMALLER, callback, controls, html, Input, integer, longCallback, MATCH, Output, part, State } from '../../../src/sdk/index.ts'
import { AppError } from '../../../src/shared/errors.ts'
import { optionNames } from '../../../src/shared/registration/option-names.ts'
import { readTask } from '../../../src/shared/registration/read-task.ts'

/** What reading such options gives: 'read', or what it threw where that is no refusal. */
function outcomeOf(options: unknown, config?: unknown): unknown {
  try {
    readTask({ task: { options, stack: undefined }, config: config === undefined ? undefined : { options: config, stack: undefined }, callbackOf: rawCallbackOf })
    return 'read'
  } catch (thrown) {
    return thrown instanceof AppError && thrown.code === 'SCRIPT_REFUSED' ? 'read' : thrown
  }
}

const throwing = (): object => ({ get title(): string { throw new Error('a getter') }, run: () => null })
const revoked = (): object => { const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); return proxy }
/** Answers every question with itself. */
const endless = (): object => {
  const own: object = new Proxy({}, { get: () => own, has: () => true, ownKeys: () => ['component', 'props', 'children'], getOwnPropertyDescriptor: () => ({ configurable: true, enumerable: true, value: own }) })
  return own
}
const long = (): unknown => new Proxy([], { get: (target, key) => (key === 'length' ? Number.MAX_SAFE_INTEGER : Reflect.get(target, key) as unknown) })
const cyclic = (): object => { const own: Record<string, unknown> = {}; own['own'] = own; return own }
const cyclicList = (): unknown[] => { const own: unknown[] = []; own.push(own, own); return own }
const cyclicLayout = (): object => { const props: Record<string, unknown> = {}; const own = { component: 'div', props }; props['children'] = [own, own]; return own }
const deep = (): unknown => { let own: unknown = Input('run', 'nClicks'); for (let level = 0; level < 5_000; level += 1) own = level % 2 === 0 ? [own] : { own }; return own }
const deepLayout = (): object => { let own = html.p(''); for (let level = 0; level < 5_000; level += 1) own = html.div([own]); return own }
/** Small in memory, without end to walk. */
const branching = (leaf: unknown, wrap: (one: unknown) => unknown): unknown => { let own = leaf; for (let level = 0; level < 60; level += 1) own = wrap(own); return own }

const odd: readonly (readonly [string, () => unknown])[] = [
  ['a getter that throws', throwing], ['a revoked proxy', revoked], ['a proxy without end', endless], ['a list without end', long], ['an object that holds itself', cyclic], ['a list that holds itself', cyclicList],
  ['a layout that holds itself', cyclicLayout], ['what is nested 5,000 deep', deep], ['a layout 5,000 deep', deepLayout],
  ['a grouping that branches without end', () => branching(Input('run', 'nClicks'), (one) => [one, one])], ['a layout that branches without end', () => branching(html.p(''), (one) => html.div([one, one] as never))],
  ['a text of a million letters', () => 'x'.repeat(1_000_000)], ['an id of a million letters', () => Input('x'.repeat(1_000_000), 'nClicks')], ['a symbol', () => Symbol('x')], ['a Promise', () => Promise.resolve()],
  ['a component as a dependency', () => html.p('', { id: 'p' })], ['an Input without a prop', () => (Input as (id: string) => unknown)('run')], ['an Input of nothing', () => (Input as () => unknown)()],
  ['a Map', () => new Map([[1, 2]])], ['a class', () => class Thing { readonly own = 1 }], ['an object without prototype', () => Object.assign(Object.create(null) as object, { a: 1 })], ['a part', () => part('a..b')],
]

const names = [...new Set([...optionNames.formTask, ...optionNames.pageTask, ...optionNames.longCallback])]
const junk = fc.oneof(
  fc.constantFrom<unknown>(undefined, null, 0, -1, 1.5, NaN, Infinity, '', 'run', 'run.nClicks', true, 3n, ALL, MATCH, ALLSMALLER, Input('run', 'nClicks'), State('p', 'title'), Output('p', 'children'), Input({ row: MATCH }, 'value'),
    html.p('', { id: 'p' }), controls.store({ id: 's' }), integer({ default: 1 }), part('x.y'), () => null),
  fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true, withNullPrototype: true, withTypedArray: true }),
)
const options = fc.dictionary(fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...names) }, { weight: 1, arbitrary: fc.string() }), fc.oneof(junk, fc.array(junk, { maxLength: 3 }), fc.dictionary(fc.string({ maxLength: 4 }), junk, { maxKeys: 3 })), { maxKeys: 6 })
const layout = html.div([html.button('Run', { id: 'run' }), html.p('', { id: 'p' })])
const inputs = Input('run', 'nClicks')
const loose = { long: longCallback as unknown as (given: unknown) => unknown, light: callback as unknown as (given: unknown) => unknown }

describe('a definition of any kind', () => {
  it.each(odd)('A8 is read or refused, and never throws anything else or hangs, with %s for any option', (_what, make) => {
    const outcomes = [
      outcomeOf(make()), outcomeOf({ title: 'T', run: () => null }, make()),
      outcomeOf({ title: 'T', layout: html.div([controls.store({ id: 's', value: make() })]), callbacks: [] }),
      outcomeOf({ title: 'T', layout: { component: 'div', props: { id: make(), title: make() } }, callbacks: [] }),
      outcomeOf({ title: 'T', layout: { component: 'div', props: { children: make() } }, callbacks: [make()] }),
      outcomeOf({ title: 'T', params: { a: { kind: 'choice', choices: make(), default: make(), shownWhen: make() }, b: make() }, run: () => null }),
      ...optionNames.formTask.map((name) => outcomeOf({ title: 'T', params: {}, run: () => null, [name]: make() })),
      ...optionNames.pageTask.map((name) => outcomeOf({ title: 'T', layout, callbacks: [], [name]: make() })),
      ...optionNames.longCallback.map((name) => outcomeOf({ title: 'T', layout, callbacks: [loose.long({ inputs, run: () => null, [name]: make() })] })),
      ...optionNames.callback.map((name) => outcomeOf({ title: 'T', layout, callbacks: [loose.light({ inputs, run: () => null, [name]: [make(), make()] })] })),
      ...optionNames.config.map((name) => outcomeOf({ title: 'T', run: () => null }, { [name]: make() })),
    ]
    expect(outcomes.filter((outcome) => outcome !== 'read')).toEqual([])
  })

  it('A8 is read or refused, and nothing else is thrown, whatever it is made of', () => {
    fc.assert(fc.property(fc.oneof(junk, options), fc.option(options), fc.array(options, { maxLength: 2 }), (task, config, callbacks) => {
      expect(outcomeOf(task, config ?? undefined)).toBe('read')
      const made = callbacks.map((given, index) => (index % 2 === 0 ? loose.long : loose.light)({ inputs, run: () => null, ...given }))
      expect(outcomeOf({ title: 'T', layout, callbacks: made })).toBe('read')
    }), { numRuns: 300 })
  })
})
