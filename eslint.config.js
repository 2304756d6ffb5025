import vue from 'eslint-plugin-vue'
import tseslint from 'typescript-eslint'
import { layerProblem } from './scripts/lib/layer-problem.mjs'

/** The layer table of layers.config.js as lint errors, where the import is written. */
const layerRule = {
  meta: { type: 'problem', schema: [] },
  create(context) {
    const check = (node) => {
      if (node.source?.type !== 'Literal') return
      const problem = layerProblem(context.filename, node.source.value)
      if (problem !== null) context.report({ node: node.source, message: problem })
    }
    return { ImportDeclaration: check, ExportNamedDeclaration: check, ExportAllDeclaration: check, ImportExpression: check }
  },
}

const parserOptions = {
  project: ['tsconfig.shared.json', 'tsconfig.node.json', 'tsconfig.preload.json', 'tsconfig.web.json', 'tsconfig.tasks.json', 'tsconfig.test.json'],
  tsconfigRootDir: import.meta.dirname, extraFileExtensions: ['.vue'],
}

export default tseslint.config(
  { ignores: ['node_modules/', 'out/', 'dist/', '.cache/', 'test-results/', 'test/fixtures/', '**/.simmer/', '**/*.mjs', '*.js', '*.ts', 'scripts/'] },
  ...tseslint.configs.strictTypeChecked,
  ...tseslint.configs.stylisticTypeChecked,
  ...vue.configs['flat/recommended'],
  { languageOptions: { parserOptions: { ...parserOptions, parser: tseslint.parser } } },
  {
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/consistent-type-exports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: false }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
      // Type-only parameters are how dependencies and ids carry what they stand for.
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      '@typescript-eslint/consistent-indexed-object-style': 'off',
      // `interface` and `type` say the same; the shorter reads better per case.
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/max-params': ['error', { max: 3 }],
      'max-lines': ['error', { max: 250 }],
      'eqeqeq': 'error',
      'no-restricted-syntax': ['error',
        { selector: 'TSEnumDeclaration', message: 'Use a union of literals.' },
        { selector: 'TSModuleDeclaration[global!=true]', message: 'Use modules.' },
        { selector: 'TSParameterProperty', message: 'Declare the field.' },
      ],
    },
  },
  { files: ['src/**/*.{ts,vue}'], plugins: { house: { rules: { layers: layerRule } } }, rules: { 'house/layers': 'error' } },
  { files: ['src/**/*.ts'], ignores: ['src/**/*.d.ts'], rules: { 'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true, named: true } }] } },
  { files: ['src/main/**/*.ts', 'src/cli/**/*.ts'], ignores: ['src/main/desktop/ipc.ts'], rules: { 'no-restricted-imports': ['error', { paths: [
    { name: 'electron', importNames: ['ipcMain'], message: 'Only ipc.ts answers windows.' },
    // G5: a process with threads is never forked; and a host is started by HostSpawner alone, which owns it.
    { name: 'node:child_process', importNames: ['fork'], message: 'Start programs with spawn; hosts with HostSpawner.' },
    { name: 'node:cluster', message: 'Start programs with spawn; hosts with HostSpawner.' },
  ] }] } },
  {
    files: ['src/renderer/**/*.vue'],
    rules: {
      'vue/max-attributes-per-line': 'off', 'vue/singleline-html-element-content-newline': 'off', 'vue/html-self-closing': 'off',
      'vue/html-indent': 'off', 'vue/first-attribute-linebreak': 'off', 'vue/html-closing-bracket-newline': 'off', 'vue/multi-word-component-names': 'off',
      'vue/multiline-html-element-content-newline': 'off', 'vue/attributes-order': 'off', 'vue/require-default-prop': 'off',
    },
  },
  // Tests may hold what the house forbids elsewhere, where it is what they test.
  { files: ['test/**/*.ts', 'bench/**/*.ts'], rules: { '@typescript-eslint/no-non-null-assertion': 'off', '@typescript-eslint/explicit-module-boundary-types': 'off', 'max-lines': ['error', { max: 400 }], '@typescript-eslint/max-params': 'off' } },
)
