import { readFileSync } from 'node:fs'
import path from 'node:path'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { root } from '../../scripts/lib/paths.mjs'
import { repositoryPrograms } from '../../src/main/session/programs.ts'
import { writeEditorTypes } from '../../src/main/tasks/editor-types.ts'
import { optionNames } from '../../src/shared/registration/option-names.ts'
import { scriptFolder } from '../support/script-folder.ts'

/** As the build made them. */
const sources = repositoryPrograms(root)

/** What an editor asks of a folder, with the folder's own tsconfig and nothing else. `|` marks the place in a script. */
async function editorOf(scripts: Readonly<Record<string, string>>) {
  const folder = await scriptFolder(Object.fromEntries(Object.entries(scripts).map(([name, text]) => [name, text.replace('|', '')])))
  await writeEditorTypes(folder, sources)
  const { options, fileNames } = ts.parseJsonConfigFileContent(ts.readConfigFile(path.join(folder, 'tsconfig.json'), (file) => ts.sys.readFile(file)).config, ts.sys, folder)
  const service = ts.createLanguageService({
    getCompilationSettings: () => options, getScriptFileNames: () => fileNames, getScriptVersion: () => '1', getCurrentDirectory: () => folder, getDefaultLibFileName: (given) => ts.getDefaultLibFilePath(given),
    getScriptSnapshot: (file) => { const text = ts.sys.readFile(file); return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text) },
    fileExists: (file) => ts.sys.fileExists(file), readFile: (file) => ts.sys.readFile(file), directoryExists: (at) => ts.sys.directoryExists(at), getDirectories: (at) => ts.sys.getDirectories(at), readDirectory: (at, ...more) => ts.sys.readDirectory(at, ...more),
  })
  const at = (name: string): [string, number] => [path.join(folder, name), scripts[name]!.indexOf('|')]
  return {
    completions: (name: string) => service.getCompletionsAtPosition(...at(name), {})?.entries.map((entry) => entry.name) ?? [],
    hover: (name: string) => { const found = service.getQuickInfoAtPosition(...at(name)); return `${ts.displayPartsToString(found?.displayParts)}\n${ts.displayPartsToString(found?.documentation)}` },
    errors: (name: string) => { const file = path.join(folder, name); return [...service.getSyntacticDiagnostics(file), ...service.getSemanticDiagnostics(file)].map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n')) },
  }
}

const imports = "import { callback, controls, defineTask, html, Input, integer, longCallback, Output, State } from 'simmer'\nconst clicks = Input('run', 'nClicks')\n"

/** What is wrong, and what the compiler says of it. */
const mistakes: readonly (readonly [string, string])[] = [
  ['longCallback({ inputs: Output("run", "nClicks"), run: () => null })', 'Only Inputs and States belong here'], ['longCallback({ inputs: [clicks, Output("run", "nClicks")], run: () => null })', 'Only Inputs and States belong here'],
  ['longCallback({ output: { p: Input("p", "children") }, inputs: clicks, run: () => ({ p: null }) })', 'Only Outputs belong here'], ['longCallback({ inputs: clicks, state: clicks, run: () => null })', 'Only States belong here'],
  ['longCallback({ inputs: ["run"], run: () => null })', 'Only Inputs and States, in arrays and objects, belong here'], ['longCallback({ inputs: html.button("x", { id: "run" }), run: () => null })', 'name a component by its id'],
  ['longCallback({ inputs: [clicks], state: { a: State("a", "title") }, run: () => null })', 'inputs is an array, so state must be one too'], ['longCallback({ inputs: clicks, progressDefault: 3, run: () => null })', 'progressDefault needs progress'],
  ['longCallback({ output: Output("q", "disabled"), inputs: clicks, run: () => "text" })', "'boolean | NoUpdate"], ['longCallback({ output: [Output("p", "children"), Output("q", "disabled")], inputs: clicks, run: () => ["text"] })', 'Source has 1 element(s) but target requires 2'],
  ['longCallback({ inputs: clicks, progress: [Output<number>("bar", "value")], run(setProgress) { setProgress(["x"]) } })', "'string' is not assignable to type 'number | NoUpdate'"],
  ['longCallback({ inputs: clicks, running: [[Output("run", "disabled"), true]], run: () => null })', 'A running entry is [Output, during, after]'], ['longCallback({ inputs: clicks, running: [[Output("run", "disabled"), "yes", false]], run: () => null })', 'Takes<boolean>'],
  ['longCallback({ inputs: clicks, running: [[Input("run", "disabled"), true, false]], run: () => null })', 'The first of a running entry is an Output'], ['callback({ inputs: clicks, cacheBy: [], run: () => null })', "'cacheBy' does not exist in type 'LightCallbackOptions"],
  ['controls.slider({ minn: 3 })', "Did you mean to write 'min'?"], ['integer({ defualt: 3 })', "Did you mean to write 'default'?"], ['defineTask({ title: "T", parms: { n: integer() }, run: () => 1 })', "Did you mean to write 'params'?"],
]

// The compiler reads Node's types and its own library anew for each folder.
describe('an editor in a tasks folder, with nothing installed', { timeout: 180_000 }, () => {
  it('completes the options of a callback, in TypeScript and in JavaScript', async () => {
    const inside = `${imports}export const made = longCallback({ inputs: clicks, |run: () => null })\n`
    const { completions } = await editorOf({ 'a.ts': inside, 'b.js': inside, 'c.ts': "import { defineTask } from 'simmer'\nexport default defineTask({ title: 'x', params: {}, |run: () => 1 })\n", 'd.ts': `${imports}controls.|\n`, 'e.ts': "import { | } from 'simmer'\n" })
    for (const script of ['a.ts', 'b.js']) expect(completions(script)).toEqual(expect.arrayContaining(optionNames.longCallback.filter((name) => name !== 'inputs' && name !== 'run')))
    expect(completions('c.ts')).toEqual(expect.arrayContaining(['validate', 'resultLayout', 'cacheBy', 'timeout']))
    expect(completions('d.ts')).toEqual(expect.arrayContaining(['dropdown', 'graph', 'table', 'upload']))
    expect(completions('e.ts')).toEqual(expect.arrayContaining(['defineTask', 'longCallback', 'multiChoice', 'fileHash', 'noUpdate']))
  })

  it('tells on hover what an export and an option do', async () => {
    const { hover } = await editorOf({
      'a.ts': `${imports}export const made = long|Callback({ inputs: clicks, run: () => null })\n`, 'b.ts': `${imports}export const made = longCallback({ inputs: clicks, inter|val: 5, run: () => null })\n`,
      'c.js': `${imports}export const made = controls.dro|pdown({ options: ['a'] })\n`, 'd.ts': `${imports}export const made = integer({ mi|n: 5 })\n`, 'e.ts': `${imports}export const made = controls.upload({ exten|sions: ['csv'] })\n`,
    })
    expect(hover('a.ts')).toContain('A callback whose calls are jobs')
    expect(hover('b.ts')).toMatch(/interval[^]*Least time between two progress updates, ms \(default 100\)/)
    expect(hover('c.js')).toContain('One of many, or several of many with `multi`.')
    expect(hover('d.ts')).toMatch(/min[^]*\S+ \S+/)
    expect(hover('e.ts')).toContain('Without dots')
  })

  it('reports what is wrong and nothing else, knows Node, and lets JavaScript be', async () => {
    const { errors } = await editorOf({
      'good.ts': `${imports}import { readFile } from 'node:fs/promises'\nexport default defineTask({ title: 'x', params: { n: integer() }, async run({ n }, job) { await fetch('https://example.org', { signal: job.signal }); return n + (await readFile('x')).length + process.pid } })\n`,
      'wrong.ts': `${imports}export const made = longCallback({ inputs: clicks, intervall: 5, run: () => null })\n`,
      'other.js': `${imports}export const made = longCallback({ inputs: clicks, intervall: 5, run: () => null })\n`,
    })
    expect(errors('good.ts')).toEqual([])
    expect(errors('wrong.ts')).toEqual([expect.stringContaining("Did you mean to write 'interval'?")])
    expect(errors('other.js')).toEqual([])
  })

  it('A8 says in plain words what is expected where something is wrong', async () => {
    const { errors } = await editorOf(Object.fromEntries(mistakes.map(([wrong], index) => [`wrong-${index}.ts`, `${imports}export const made = ${wrong}\n`])))
    for (const [index, [wrong, said]] of mistakes.entries()) {
      const found = errors(`wrong-${index}.ts`).join('\n')
      expect([wrong, found]).toEqual([wrong, expect.stringContaining(said)])
      expect(found).not.toContain('excessively deep')
    }
  })
})

describe('the declaration of simmer', () => {
  it('documents every export, and every member of what scripts write', () => {
    const program = ts.createProgram([sources.sdkTypes], { lib: ['lib.es2023.d.ts'], types: [] })
    const checker = program.getTypeChecker()
    const file = program.getSourceFile(sources.sdkTypes)!
    const bare: string[] = []
    const documented = (symbol: ts.Symbol): boolean => symbol.getDocumentationComment(checker).length > 0 || symbol.getJsDocTags(checker).length > 0
    const exported = checker.getExportsOfModule(checker.getSymbolAtLocation(file)!)
    for (const each of exported) {
      const own = each.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(each) : each
      if (!documented(own)) bare.push(own.name)
    }
    const visit = (node: ts.Node): void => {
      if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) {
        // Elements are named as html has them; a configuration is opaque.
        if (/(?:Options|Props|Context|^FormJob|^TaskHead|^Controls|ParamBase|NumericParam)$/.test(node.name.text) && node.name.text !== 'ElementProps') membersOf(node)
      }
      ts.forEachChild(node, visit)
    }
    const membersOf = (node: ts.InterfaceDeclaration | ts.TypeAliasDeclaration): void => {
      if (!ts.isInterfaceDeclaration(node)) return
      for (const member of node.members) {
        const symbol = member.name === undefined ? undefined : checker.getSymbolAtLocation(member.name)
        if (symbol !== undefined && !documented(symbol)) bare.push(`${node.name.text}.${symbol.name}`)
      }
    }
    visit(file)
    expect(exported.length).toBeGreaterThan(50)
    expect(bare).toEqual([])
    expect(readFileSync(sources.sdkTypes, 'utf8')).not.toMatch(/^import|\bimport\(/mu)
  })
})
