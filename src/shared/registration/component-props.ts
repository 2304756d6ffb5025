import type { Component } from '../component.ts'
import { elementName } from '../element-name.ts'
import { htmlTags } from '../html-tags.ts'

const common = ['id', 'children', 'className', 'style', 'hidden', 'title', 'lang', 'dir', 'role', 'tabIndex', 'nClicks']
const field = ['value', 'disabled', 'label', 'placeholder']
const range = ['value', 'disabled', 'label', 'min', 'max', 'step', 'marks', 'updateMode']
const day = ['value', 'disabled', 'label', 'min', 'max', 'clearable']

/** What some components have beside the common props. Keep in step with the types in the SDK. */
export const ownProps: Readonly<Record<string, readonly string[]>> = {
  a: ['href', 'download'], button: ['disabled'], fieldset: ['disabled'], progress: ['value', 'max'], img: ['src', 'alt', 'width', 'height'],
  meter: ['value', 'min', 'max', 'low', 'high', 'optimum'], audio: ['src', 'controls', 'loop'], video: ['src', 'controls', 'loop', 'width', 'height'],
  details: ['open'], dialog: ['open'], label: ['htmlFor'], ol: ['start', 'reversed'], td: ['colSpan', 'rowSpan'], th: ['colSpan', 'rowSpan', 'scope'],
  col: ['span'], colgroup: ['span'], time: ['dateTime'],
  input: [...field, 'type', 'min', 'max', 'step', 'pattern', 'maxLength', 'readOnly', 'required', 'debounce', 'nSubmit', 'nBlur'],
  textarea: [...field, 'rows', 'maxLength', 'readOnly', 'debounce', 'nBlur'],
  dropdown: [...field, 'options', 'multi', 'clearable', 'searchable'],
  slider: range, 'range-slider': range,
  checklist: ['value', 'disabled', 'label', 'options', 'inline'], 'radio-items': ['value', 'disabled', 'label', 'options', 'inline'],
  'date-picker': day, 'date-range-picker': day,
  upload: ['value', 'disabled', 'label', 'multiple', 'extensions'], store: ['value'], interval: ['interval', 'nIntervals', 'maxIntervals', 'disabled'],
  tabs: ['value'], tab: ['label', 'value', 'disabled'], markdown: [], raw: ['markup'],
  table: ['rows', 'columns', 'sortBy', 'filter', 'selectable', 'selectedRows', 'maxHeight'],
  graph: ['figure', 'config', 'clickData', 'hoverData', 'selectedData', 'relayoutData'],
  image: ['src', 'alt', 'width', 'height'], log: ['callback', 'value', 'maxHeight'], 'progress-bar': ['value', 'max', 'text', 'label'],
  download: ['content', 'disabled', 'label', 'savedPath'], loading: ['label'],
}
const known: ReadonlySet<string> = new Set<string>([...htmlTags.map(elementName), ...Object.keys(ownProps)])

/** Every component that scripts can make. */
export const componentNames: readonly string[] = [...known]

/** The props that components of this name take; null where there is none of this name. */
export function ownPropsOf(name: string): readonly string[] | null {
  return known.has(name) ? [...common, ...Object.hasOwn(ownProps, name) ? ownProps[name] ?? [] : []] : null
}

/** The props a component has, those its layout gives included; null for components that may have any. */
export function propsOf(component: Component): readonly string[] | null {
  const props = ownPropsOf(component.component)
  return props === null ? null : [...new Set([...props, ...Object.keys(component.props)])]
}

/** True for attributes that every component may have under any name. */
export function isFreeProp(prop: string): boolean {
  return prop.startsWith('aria-') || prop.startsWith('data-')
}
