import { brandAs, type CallbackId } from '../../../../src/shared/brand.ts'
import type { Component, ComponentChild, ComponentProps } from '../../../../src/shared/component.ts'
import type { Dependency, IdPattern } from '../../../../src/shared/dependency.ts'
import type { CallbackDescriptor, TaskDescriptor } from '../../../../src/shared/task.ts'

export const input = (id: IdPattern, prop: string): Dependency<'input'> => ({ kind: 'input', id, prop })
export const state = (id: IdPattern, prop: string): Dependency<'state'> => ({ kind: 'state', id, prop })
export const output = (id: IdPattern, prop: string): Dependency<'output'> => ({ kind: 'output', id, prop })
export const ALL = { wildcard: 'ALL' } as const
export const MATCH = { wildcard: 'MATCH' } as const
export const ALLSMALLER = { wildcard: 'ALLSMALLER' } as const

const defaults: Omit<CallbackDescriptor, 'id' | 'kind'> = {
  output: null, inputs: [], state: null, preventInitialCall: true, running: [], cancel: [], progress: null, progressDefault: null, interval: 100,
  whenRunning: 'replace', cacheBy: null, cacheArgsToSkip: [], expire: null, codeInKey: true, timeout: null, memoryLimit: null, cancelGrace: 2,
  retries: null, runtime: 'app', priority: 'normal', niceness: 10, concurrency: null, resources: {}, onInterrupted: 'fail', keepFiles: false, hasOnError: false,
}
type Given = Partial<Omit<CallbackDescriptor, 'id' | 'kind'>>

/** A long callback; no initial call unless asked for. */
export function long(id: string, given: Given): CallbackDescriptor {
  return { ...defaults, ...given, id: brandAs<CallbackId>(id), kind: 'long' }
}
/** A light callback; no initial call unless asked for. */
export function light(id: string, given: Given): CallbackDescriptor {
  return { ...defaults, ...given, id: brandAs<CallbackId>(id), kind: 'light' }
}

export function el(component: string, props: ComponentProps = {}, children?: ComponentChild): Component {
  return { component, props: children === undefined ? props : { ...props, children } }
}

export function task(layout: readonly Component[], callbacks: readonly CallbackDescriptor[], more: Partial<TaskDescriptor> = {}): TaskDescriptor {
  return { title: 'Test', description: null, params: null, hasValidate: false, resultLayout: null, layout: el('div', {}, layout), callbacks, suppressCallbackExceptions: false, resources: {}, ...more }
}
