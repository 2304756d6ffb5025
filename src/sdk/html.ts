import { type Component, type ComponentChild, isComponent } from '../shared/component.ts'
import { elementName } from '../shared/element-name.ts'
import { isPlainObject } from '../shared/grouping.ts'
import { type HtmlTag, htmlTags } from '../shared/html-tags.ts'
import { isResultPart } from '../shared/result-part.ts'
import type { ElementProps, HtmlProps } from './types/html-props.ts'
import type { RawProps } from './types/view-props.ts'

type PropsOf<Tag> = HtmlProps & (Tag extends keyof ElementProps ? ElementProps[Tag] : unknown)

/** Makes one html element: children first, then props; or props alone. */
export interface ElementFactory<Tag> {
  (props?: PropsOf<Tag>): Component
  (children: ComponentChild, props?: PropsOf<Tag>): Component
}

/**
 * Every html element that makes sense without script. Text is shown as text, never read as markup.
 * @example html.div([html.h3('Result'), html.p('none yet', { id: 'paragraph' })], { className: 'card' })
 * @example html.progress({ id: 'bar', max: 10 })
 * @example html.raw('<svg viewBox="0 0 10 10"><circle r="5" cx="5" cy="5"/></svg>')
 */
export const html = Object.freeze({ ...Object.fromEntries(htmlTags.map((tag) => [tag, element(tag)])), raw }) as Html

type Html = { readonly [Tag in HtmlTag]: ElementFactory<Tag> } & {
  /** Markup, drawn as html or SVG without any script in it; everything else of `html` shows text as text. */
  readonly raw: (markup: string, props?: Omit<RawProps, 'markup'>) => Component
}

function raw(markup: string, props: Omit<RawProps, 'markup'> = {}): Component {
  return { component: 'raw', props: { markup, ...props } }
}

function element(tag: HtmlTag) {
  const component = elementName(tag)
  return (first?: unknown, props?: object): Component => {
    if (isPlainObject(first) && !isComponent(first) && !isResultPart(first)) return { component, props: first }
    return { component, props: { ...(first === undefined ? {} : { children: first as ComponentChild }), ...props } }
  }
}
