import type { Component } from '../../src/shared/component.ts'
import type { CallbackDescriptor, TaskDescriptor } from '../../src/shared/task.ts'
import { ALL, el, input, light, long, MATCH, output, state, task } from '../../test/shared/page/support/descriptors.ts'

/** Components of one unit; each has one callback. */
const perUnit = 5
interface Unit { readonly components: readonly Component[]; readonly callback: CallbackDescriptor }

/**
 * A page of `callbacks` callbacks and five times as many components: half of them jobs with progress, running props and
 * cancel, the rest chains of light callbacks, rows that MATCH, lists that take ALL; and a box that a callback fills.
 */
export function bigPage(callbacks: number): TaskDescriptor {
  const units = Array.from({ length: callbacks - 3 }, (_, at) => unitAt(at))
  const sections = Array.from({ length: Math.ceil(units.length / 20) }, (_, at) => el('div', {}, units.slice(at * 20, at * 20 + 20).map(({ components }) => el('div', {}, components))))
  return task([...sections, el('button', { id: 'show', nClicks: null }), el('div', { id: 'box' })], [...units.map(({ callback }) => callback), ...boxCallbacks])
}

/** What the callback `show` returns: rows that are wired by patterns. */
export function delivery(rows: number): readonly Component[] {
  return Array.from({ length: rows }, (_, n) => el('div', {}, [el('input', { id: { kind: 'new', n }, value: n }), el('p', { id: { kind: 'sum', n } })]))
}

const boxCallbacks: readonly CallbackDescriptor[] = [
  light('show', { inputs: input('show', 'nClicks'), output: output('box', 'children') }),
  light('each new', { inputs: input({ kind: 'new', n: MATCH }, 'value'), output: output({ kind: 'sum', n: MATCH }, 'children'), preventInitialCall: false }),
  light('all new', { inputs: input({ kind: 'new', n: ALL }, 'value'), output: output('box', 'title'), preventInitialCall: false }),
]

function unitAt(at: number): Unit {
  const kind = at % 10
  if (kind < 5) return jobUnit(at)
  if (kind < 8) return chainUnit(at)
  return kind === 8 ? rowsUnit(at) : listUnit(at)
}

function jobUnit(at: number): Unit {
  return {
    components: [el('button', { id: `run-${at}`, nClicks: null, disabled: false }), el('button', { id: `cancel-${at}`, nClicks: null, disabled: true }),
      el('input', { id: `field-${at}`, value: 'text' }), el('p', { id: `out-${at}` }, 'nothing'), el('progress', { id: `bar-${at}` })],
    callback: long(`job ${at}`, {
      inputs: input(`run-${at}`, 'nClicks'), state: state(`field-${at}`, 'value'), output: output(`out-${at}`, 'children'), cancel: [input(`cancel-${at}`, 'nClicks')],
      running: [{ target: output(`run-${at}`, 'disabled'), during: true, after: false }, { target: output(`cancel-${at}`, 'disabled'), during: false, after: true }],
      progress: [output(`bar-${at}`, 'value'), output(`bar-${at}`, 'max')], progressDefault: { value: [0, 1] }, preventInitialCall: at % 2 === 0,
    }),
  }
}

/** Takes the result of the unit before it. */
function chainUnit(at: number): Unit {
  return {
    components: ['field', 'out', 'hint', 'note', 'more'].map((name) => el('p', { id: `${name}-${at}`, value: at })),
    callback: light(`chain ${at}`, { inputs: { before: input(`out-${at - 1}`, 'children'), own: input(`field-${at}`, 'value') }, output: [output(`out-${at}`, 'children'), output(`hint-${at}`, 'children')], preventInitialCall: false }),
  }
}

function rowsUnit(at: number): Unit {
  const row = { kind: `row-${at}`, n: MATCH }
  return {
    components: Array.from({ length: perUnit }, (_, n) => el('input', { id: { kind: `row-${at}`, n }, value: n })),
    callback: long(`rows ${at}`, { inputs: input(row, 'value'), output: output(row, 'title'), cancel: [input(row, 'stop')], running: [{ target: output(row, 'disabled'), during: true, after: false }], progress: output(row, 'progress') }),
  }
}

function listUnit(at: number): Unit {
  return {
    components: ['field', 'out', 'hint', 'note', 'more'].map((name) => el('p', { id: `${name}-${at}`, value: at })),
    callback: light(`list ${at}`, { inputs: [input({ kind: `row-${at - 1}`, n: ALL }, 'title'), input(`field-${at}`, 'value')], output: output(`out-${at}`, 'children'), preventInitialCall: false }),
  }
}
