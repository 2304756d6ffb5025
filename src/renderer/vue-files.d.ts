// For tools that do not read .vue files themselves; vue-tsc takes the files' own types.
// eslint-disable-next-line no-restricted-syntax -- a module by pattern cannot be declared otherwise
declare module '*.vue' {
  import type { DefineComponent } from 'vue'

  const component: DefineComponent
  export default component
}
