import { callLight } from '../../../src/main/session/call-light.ts'
import { callbackArguments } from '../../../src/shared/callback-arguments.ts'
import type { Component } from '../../../src/shared/component.ts'
import { type Dependency, isDependency } from '../../../src/shared/dependency.ts'
import { flattenSchema } from '../../../src/shared/grouping.ts'
import { takesMany } from '../../../src/shared/page/pattern.ts'
import type { CallbackDescriptor, TaskDescriptor } from '../../../src/shared/task.ts'
import type { SessionLab } from '../../support/session-lab.ts'
import type { DocExample } from './doc-examples.ts'
import { findComponents } from './find-components.ts'
import { scriptOf } from './write-examples.ts'

/**
 * Describes an example in a real host and runs what it has: a form with its defaults, each callback as its page would
 * after one click. Gives what went wrong, or null.
 */
export async function runExample(lab: SessionLab, example: DocExample): Promise<string | null> {
  const { id } = lab.taskOf(scriptOf(example))
  let descriptor: TaskDescriptor
  try { ({ descriptor } = await lab.session.catalog.runnable(id)) } catch (refused) {
    return refused instanceof Error ? `${refused.message} ${'hint' in refused ? String(refused.hint) : ''}` : String(refused)
  }
  for (const callback of descriptor.callbacks) {
    const said = await (descriptor.params === null ? runOnPage(lab, example, { descriptor, callback }) : runForm(lab, example, descriptor))
    if (said !== null) return said
  }
  return null
}

async function runForm(lab: SessionLab, example: DocExample, { params }: TaskDescriptor): Promise<string | null> {
  const missing = Object.entries(params ?? {}).filter(([name, { default: value, required }]) => value === undefined && required !== false && !Object.hasOwn(example.values, name))
  if (missing.length > 0) return `its params ${missing.map(([name]) => name).join(', ')} have no default: say <!-- example: values {…} --> above the block`
  const { job: { state } } = await lab.run(scriptOf(example), example.values)
  return state.status === 'failed' ? state.error.message : state.status === 'succeeded' ? null : state.status
}

async function runOnPage(lab: SessionLab, example: DocExample, { descriptor, callback }: { readonly descriptor: TaskDescriptor; readonly callback: CallbackDescriptor }): Promise<string | null> {
  // Components that another callback would deliver are not there: neither is the callback called then.
  const reads = flattenSchema<Dependency>(callback.inputs, isDependency)
  if (!reads.some(({ id }) => takesMany(id) || findComponents(descriptor.layout, id).length > 0)) return null
  const read = (dependency: Dependency): unknown => valueAt(descriptor.layout, dependency)
  if (callback.kind === 'light') {
    const args = callbackArguments(callback, read)
    const reply = await callLight(lab.session, { taskId: lab.taskOf(scriptOf(example)).id, callbackId: callback.id, instance: '', pageId: null, args, context: { triggered: [], inputs: {}, states: {} }, fresh: false })
    return reply.reply === 'failed' ? reply.error.message : null
  }
  const { job: { state } } = await lab.runCallback(scriptOf(example), callback, { read })
  return state.status === 'failed' ? state.error.message : state.status === 'succeeded' ? null : state.status
}

function valueAt(layout: Component, { id, prop }: Dependency): unknown {
  const values = findComponents(layout, id).map(({ props }) => (prop === 'nClicks' ? 1 : props[prop] ?? null))
  return takesMany(id) ? values : values[0]
}
