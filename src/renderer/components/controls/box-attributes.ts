import { domAttributes } from './dom-attributes.ts'
import type { Props } from './read-prop.ts'

/** {@link domAttributes} for a box around what a control really is: names and states for readers belong on that, not on the box. */
export function boxAttributes(props: Props): Record<string, unknown> {
  return Object.fromEntries(Object.entries(domAttributes(props)).filter(([name]) => name !== 'role' && !name.startsWith('aria-')))
}
