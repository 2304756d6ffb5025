import { walkComponents } from '../component.ts'
import { didYouMean } from './nearest.ts'
import type { ReadCallback } from './read-callback.ts'
import type { Layout } from './read-layout.ts'
import { show } from './read-options.ts'
import { type Place, refusal } from './refusal.ts'

/** Refuses a `controls.log` of a callback that there is not, or that has no log (A9). */
export function checkLogs(place: Place, { root }: Layout, callbacks: readonly ReadCallback[]): void {
  const long = callbacks.filter(({ descriptor }) => descriptor.kind === 'long').map(({ descriptor }) => String(descriptor.id))
  walkComponents(root, ({ component, props: { callback } }) => {
    if (component !== 'log' || callback === undefined || callback === null || (typeof callback === 'string' && long.includes(callback))) return
    throw refusal(place, `layout: a log is to show the callback ${show(callback)}, and no longCallback has this name`, didYouMean(typeof callback === 'string' ? callback : '', long))
  })
}
