import type { Component } from './component.ts'
import type { Dependency } from './dependency.ts'
import { secretNames } from './secrets/secret-names.ts'
import { paramDefaults, type ParamSpecs } from './params.ts'

/** The ids of the components of a form task's page. */
export const formIds = { form: 'form', run: 'run', cancel: 'cancel', bar: 'bar', status: 'status', result: 'result' } as const

/** The id of the component that holds a param's value. */
export const paramId = (name: string): string => `param-${name}`

/** The page of a task with params: its fields, Run, Cancel, progress and result. */
export function formLayout(params: ParamSpecs): Component {
  const values = paramDefaults(params)
  const fields = Object.entries(params).map(([name, spec]): Component => ({ component: 'param', props: { id: paramId(name), name, spec, value: values[name] } }))
  return {
    component: 'form-page',
    props: {
      id: formIds.form,
      preset: null,
      children: [
        ...fields,
        { component: 'run-button', props: { id: formIds.run, nClicks: null, disabled: false } },
        { component: 'cancel-button', props: { id: formIds.cancel, nClicks: null, disabled: true } },
        { component: 'progress', props: { id: formIds.bar, value: null, max: 1 } },
        { component: 'status-text', props: { id: formIds.status, children: null } },
        { component: 'result', props: { id: formIds.result, value: undefined } },
      ],
    },
  }
}

/** The options of a long callback that a form has whatever its params are. */
export interface FormGroupings {
  readonly name: 'run'
  readonly output: Dependency<'output'>
  readonly inputs: Dependency<'input'>
  readonly state: Readonly<Record<string, Dependency<'state'>>>
  readonly running: readonly (readonly [Dependency<'output'>, unknown, unknown])[]
  readonly cancel: readonly Dependency<'input'>[]
  readonly progress: readonly Dependency<'output'>[]
  readonly preventInitialCall: true
  readonly whenRunning: 'queue'
}

/** What makes a form's `run` a long callback: everything but the function and how its jobs are run. */
export function formGroupings(params: ParamSpecs): FormGroupings {
  const input = (id: string, prop: string): Dependency<'input'> => ({ kind: 'input', id, prop })
  const output = (id: string, prop: string): Dependency<'output'> => ({ kind: 'output', id, prop })
  const state = Object.fromEntries(Object.keys(params).map((name): [string, Dependency<'state'>] => [name, { kind: 'state', id: paramId(name), prop: 'value' }]))
  return {
    name: 'run',
    output: output(formIds.result, 'value'),
    inputs: input(formIds.run, 'nClicks'),
    state,
    running: [[output(formIds.cancel, 'disabled'), false, true]],
    cancel: [input(formIds.cancel, 'nClicks')],
    progress: [output(formIds.bar, 'value'), output(formIds.status, 'children')],
    preventInitialCall: true,
    whenRunning: 'queue',
  }
}

/** `cacheArgsToSkip` of a form: its own, its secrets, and the count of clicks, which never are part of a key. */
export function formSkipped(own: unknown, params: ParamSpecs): readonly unknown[] {
  const named = own === undefined ? [] : Array.isArray(own) ? own as readonly unknown[] : [own]
  return [0, ...secretNames(params).filter((name) => !named.includes(name)), ...named]
}
