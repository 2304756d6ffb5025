import { htmlAttributes } from '../page/html-attributes.ts'
import type { Props } from './read-prop.ts'

const kept = new Set(['id', 'className', 'style', 'title', 'hidden', 'tabIndex', 'role', 'lang', 'dir'])

/** What of a control's props belongs on its outermost element: id, class, style, aria and data attributes. */
export function domAttributes(props: Props): Record<string, unknown> {
  const own = Object.entries(props).filter(([prop]) => kept.has(prop) || /^(?:aria|data)[-A-Z]/.test(prop))
  return htmlAttributes('div', Object.fromEntries(own))
}
