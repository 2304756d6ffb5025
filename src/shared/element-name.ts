import { type HtmlTag, htmlTags } from './html-tags.ts'

/** `table` alone is the name of a control, which rows are given to as data. */
const renamed: Partial<Record<HtmlTag, string>> = { table: 'html-table' }
const tags: ReadonlyMap<string, HtmlTag> = new Map(htmlTags.map((tag) => [elementName(tag), tag]))

/** The name under which an element of `html` stands in a layout. */
export function elementName(tag: HtmlTag): string {
  return renamed[tag] ?? tag
}

/** The reverse of {@link elementName}; undefined for what is no element of `html`. */
export function elementOf(component: string): HtmlTag | undefined {
  return tags.get(component)
}
