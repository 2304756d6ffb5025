import { type Dependency, dependencyName } from '../dependency.ts'
import { couldMeet } from '../page/pattern.ts'
import { dependenciesOf } from './callback-id.ts'
import type { ReadCallback } from './read-callback.ts'
import { refusal } from './refusal.ts'

interface Writer { readonly callback: ReadCallback; readonly output: Dependency<'output'> }

/** Refuses props that two callbacks write unless they say that they know (A2), and callbacks with one id. */
export function checkDuplicates(callbacks: readonly ReadCallback[]): void {
  const writers = callbacks.flatMap((callback) => dependenciesOf(callback.descriptor.output).map((output): Writer => ({ callback, output })))
  writers.forEach((writer, index) => {
    checkAllowed(writer)
    for (const other of writers.slice(0, index)) checkPair(other, writer)
  })
  callbacks.forEach((callback, index) => {
    const { id } = callback.descriptor
    if (callbacks.slice(0, index).some((other) => other.descriptor.id === id)) {
      throw refusal(callback.place, 'another callback has the same id', "Give one of them a name of its own: name: '…'.")
    }
  })
}

function checkAllowed({ callback, output }: Writer): void {
  if (output.allowDuplicate === true && callback.options.given['preventInitialCall'] !== true && callback.options.given['preventInitialCall'] !== 'initial-duplicate') {
    throw refusal(callback.place, `${dependencyName(output)} has allowDuplicate, so preventInitialCall is needed: two callbacks would write it at page creation in no certain order`,
      "Add preventInitialCall: true, or 'initial-duplicate' to call it all the same.")
  }
}

function checkPair(first: Writer, second: Writer): void {
  if (first.output.prop !== second.output.prop || !couldMeet(first.output.id, second.output.id)) return
  if (first.callback === second.callback) throw refusal(second.callback.place, `${dependencyName(second.output)} is among its outputs twice`, 'Name every prop once.')
  if (first.output.allowDuplicate === true || second.output.allowDuplicate === true) return
  throw refusal(second.callback.place, `${dependencyName(second.output)} is already an output of ${first.callback.place.label.replace(/^C/u, 'c')}`,
    'Let one callback write it, or give this Output { allowDuplicate: true } and the callback preventInitialCall: true.')
}
