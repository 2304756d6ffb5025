import type { ComponentId } from '../../../shared/dependency.ts'
import { idKey } from '../../../shared/dependency.ts'
import { isWebLink } from '../../../shared/window-policy.ts'

type Props = Readonly<Record<string, unknown>>

/** Prop → attribute, for the attributes that only say how something looks or reads. */
const plain: Readonly<Record<string, string>> = Object.fromEntries<string>([
  ...['title', 'lang', 'dir', 'hidden', 'role', 'open', 'disabled', 'value', 'max', 'min', 'low', 'high', 'optimum', 'alt', 'width', 'height', 'start', 'reversed', 'scope', 'span', 'label', 'draggable', 'controls', 'loop', 'download']
    .map((name) => [name, name] as const),
  ['className', 'class'], ['htmlFor', 'for'], ['tabIndex', 'tabindex'], ['colSpan', 'colspan'], ['rowSpan', 'rowspan'], ['dateTime', 'datetime'],
] as const)

/**
 * The attributes of a plain element. Event handlers, markup and addresses that could run or load something are
 * left out: links go to https, http or mailto, pictures come from the page itself.
 */
export function htmlAttributes(tag: string, props: Props): Record<string, unknown> {
  const attributes: Record<string, unknown> = {}
  for (const [prop, value] of Object.entries(props)) {
    const name = attributeName(prop)
    if (name !== null && value !== null && value !== undefined) attributes[name] = value
  }
  if (props['id'] !== undefined) attributes['id'] = idKey(props['id'] as ComponentId)
  const style = safeStyle(props['style'])
  if (style !== null) attributes['style'] = style
  if (tag === 'button') attributes['type'] = 'button'
  if (tag === 'a' && isLink(props['href'])) Object.assign(attributes, { href: props['href'], target: '_blank', rel: 'noreferrer' })
  if (tag === 'img' && isOwnPicture(props['src'])) attributes['src'] = props['src']
  if ((tag === 'audio' || tag === 'video') && isOwnMedia(props['src'])) attributes['src'] = props['src']
  return attributes
}

function attributeName(prop: string): string | null {
  if (Object.hasOwn(plain, prop)) return plain[prop] ?? null
  if (/^(?:aria|data)-[\w.-]+$/.test(prop)) return prop
  const folded = /^(aria|data)([A-Z]\w*)$/.exec(prop)
  if (folded === null) return null
  const [, kind, rest] = folded
  return kind === 'aria' ? `aria-${rest?.toLowerCase()}` : `data-${rest?.replace(/(?!^)[A-Z]/g, '-$&').toLowerCase()}`
}

/** Style as text or an object; what could fetch (`url(…)`) is left out. */
function safeStyle(style: unknown): string | Record<string, string | number> | null {
  if (typeof style === 'string') return /url\s*\(|image-set|@import/i.test(style) ? null : style
  if (typeof style !== 'object' || style === null) return null
  return Object.fromEntries(Object.entries(style).filter((entry): entry is [string, string | number] =>
    typeof entry[1] === 'number' || (typeof entry[1] === 'string' && !/url\s*\(|image-set/i.test(entry[1]))))
}

function isLink(href: unknown): href is string {
  return typeof href === 'string' && isWebLink(href)
}

/** Data and blob pictures of the kinds that hold no script. */
export function isOwnPicture(src: unknown): src is string {
  return typeof src === 'string' && /^(?:blob:|data:image\/(?:png|jpeg|gif|webp|avif|bmp|svg\+xml)[;,])/i.test(src)
}

function isOwnMedia(src: unknown): src is string {
  return typeof src === 'string' && /^(?:blob:|data:(?:audio|video)\/)/i.test(src)
}
