import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import { LocalDescriber } from '../../../src/main/backends/describer.ts'
import { LocalBackend } from '../../../src/main/backends/local.ts'
import { LocalRuntimes } from '../../../src/main/backends/runtimes.ts'
import { buildHost } from '../../support/build-host.ts'
import { systemClock } from '../../support/local-lab.ts'
import { scriptFolder } from '../../support/script-folder.ts'
import { catalogLab } from './catalog-lab.ts'

const imports = "import { callback, controls, defineTask, html, Input, integer, longCallback, MATCH, Output, part, State, text } from 'simmer'\n"
const layout = "layout: html.div([html.button('Run', { id: 'run' }), html.p('', { id: 'p' }), html.p('', { id: 'q' })])"

/** A page whose second callback, on a line with `// HERE`, is refused. */
const page = (options: string, more = ''): string => `${imports}
interface Unused { readonly erased: 'so that lines differ from those of the bundle' }
const first = callback({ name: 'first', inputs: Input('run', 'title'), output: Output('q', 'title'), run: () => null })
const second = longCallback({ // HERE
  output: Output('p', 'children'), inputs: Input('run', 'nClicks'), run: () => null,
  ${options}
} as never)
export default defineTask({ title: 'Page', ${layout}, callbacks: [first, second], ${more} })
`
/** A task whose options, on a line with `// HERE`, are refused. */
const task = (options: string): string => `${imports}
interface Unused { readonly erased: 1 }

export default defineTask({ // HERE
  ${options}
} as never)
`

/** Each script is wrong in one way; the line marked HERE is where it is. */
const wrong: Readonly<Record<string, readonly [source: string, said: string]>> = {
  'A1-throws.ts': [`${imports}\ninterface Unused { readonly erased: 1 }\nthrow new RangeError('not today') // HERE\n`, 'not today'],
  'A1-no-export.ts': [`${imports}\n\nvoid defineTask // HERE\n`, 'no default export'],
  'A1-other-export.ts': [`${imports}\n\nexport default { title: 'x' } // HERE\n`, 'The default export is an object with title'],
  'A1-syntax.ts': ["import { defineTask } from 'simmer'\nexport default defineTask({ title: 'x', run: () => 1 }}) // HERE\n", 'Expected ")"'],
  'A2-duplicate.ts': [page("name: 'second', output: Output('q', 'title')"), 'already an output'],
  'A2-no-prevent.ts': [page("output: Output('p', 'children', { allowDuplicate: true })"), 'preventInitialCall is needed'],
  'A3-kind.ts': [page("cancel: [Output('run', 'nClicks')]"), 'cancel[0] takes Inputs'],
  'A4-running.ts': [page("running: [[Output('run', 'disabled'), true]]"), 'running[0] has 2 items'],
  'A5-default.ts': [page("progress: Output('q', 'hidden'), progressDefault: [0]").replace('progress: Output', 'progress: [Output').replace("'hidden')", "'hidden'), Output('q', 'lang')]"), 'expected 2 items'],
  'A6-skip.ts': [page('cacheArgsToSkip: [3]'), 'argument 3'],
  'A7-interval.ts': [page('interval: -1'), 'interval must be'],
  'A8-callback.ts': [page('intervall: 5'), 'unknown option "intervall"'],
  'A8-task.ts': [task("title: 'T', parms: {}, run: () => 1"), 'unknown option "parms"'],
  'A8-prop.ts': [task("title: 'T', layout: html.p('x', { clasName: 'a' } as never), callbacks: []"), 'no prop "clasName"'],
  'A8-param.ts': [task("title: 'T', params: { n: integer({ labell: 'N' } as never) }, run: () => 1"), 'unknown option "labell"'],
  'A9-id.ts': [page("state: State('rum', 'title')"), 'rum.title'],
  'A10-twice.ts': [task("title: 'T', layout: html.div([html.p('', { id: 'a' }), html.p('', { id: 'a' })]), callbacks: []"), 'two components have the id "a"'],
  'A11-circle.ts': [page("inputs: Input('q', 'title'), output: Output('run', 'title')"), 'in a circle'],
  'A12-match.ts': [page("state: State({ row: MATCH }, 'title')"), 'MATCH on nothing'],
  'A13-kinds.ts': [page("inputs: [Input('run', 'nClicks')], state: { a: State('q', 'title') }"), 'inputs is an array and state is an object'],
  'A14-manager.ts': [page("manager: 'farm'"), 'no manager "farm"'],
  'default-of-param.ts': [`${imports}\nconst n = integer({ default: 1.5 }) // HERE\nexport default defineTask({ title: 'T', params: { n }, run: () => 1 })\n`, 'whole number'],
  'result-layout.ts': [task("title: 'T', run: () => 1, resultLayout: [html.p('x')]"), 'resultLayout must be a component'],
  'uncloneable.ts': [task("title: 'T', layout: html.div([controls.store({ id: 's', value: Promise.resolve(1) })]), callbacks: []"), 'a Promise at layout.props.children[0].props.value'],
  'below/config.ts': ["import { defineTask } from 'simmer'\nexport default defineTask({ title: 'x', run: () => 1 })\n", 'expire must be a number, above 0'],
}
const config = "import { defineConfig } from 'simmer'\n\nexport default defineConfig({ // HERE\n  expire: 0,\n})\n"

describe('what is refused', () => {
  it('A1 points to the script\'s own line, whatever is wrong', async () => {
    const folder = await scriptFolder({ ...Object.fromEntries(Object.entries(wrong).map(([name, [source]]) => [name, source])), 'below/simmer.config.ts': config, 'below/deeper/task.ts': wrong['below/config.ts']?.[0] ?? '' })
    const built = await scriptFolder()
    const { hostProgram, sdk } = await buildHost(path.join(built, 'built'))
    const backend = new LocalBackend({ hostProgram, ownerToken: randomUUID(), runtimes: new LocalRuntimes(() => null), folder: path.join(built, 'work'), clock: systemClock, capacity: 2 })
    onTestFinished(async () => { await backend[Symbol.asyncDispose]() })
    const { catalog, need } = await catalogLab({ folders: [folder], describer: new LocalDescriber(backend.spawner), sdkUrl: pathToFileURL(sdk).href })
    await catalog.checkAll()
    const found = Object.keys(wrong).map((name) => [name, need(name).error?.message, need(name).error?.place])
    const lineOf = (source: string): number => source.split('\n').findIndex((line) => /\bHERE\b/.test(line)) + 1
    expect(found).toEqual(Object.entries(wrong).map(([name, [source, said]]): unknown => {
      const [file, text] = name === 'below/config.ts' ? ['below/simmer.config.ts', config] : [name, source]
      return [name, expect.stringContaining(said), { file: path.join(folder, file), line: lineOf(text), column: expect.any(Number) as number }]
    }))
    expect(need('below/deeper/task.ts').error?.place).toMatchObject({ file: path.join(folder, 'below/simmer.config.ts'), line: 3 })
    for (const name of Object.keys(wrong).filter((each) => !/^A1-(?:throws|syntax)/.test(each))) expect([name, need(name).error?.hint ?? '']).toEqual([name, expect.stringMatching(/\S/)])
  })
})
