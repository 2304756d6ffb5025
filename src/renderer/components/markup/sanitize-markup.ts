import createDOMPurify from 'dompurify'
import { isOwnPicture } from '../page/html-attributes.ts'

const purifier = createDOMPurify(window)
/** Put before every id of the markup that is being made clean. */
let prefix = ''

const addresses = new Set(['href', 'xlink:href', 'src'])
/** Elements whose address is a picture; everything else may only point at itself. */
const pictures = new Set(['img', 'image', 'feimage'])
/** Attributes that hold ids of the same markup, one or several. */
const references = new Set(['for', 'headers', 'aria-labelledby', 'aria-describedby', 'aria-controls', 'aria-owns', 'aria-details', 'aria-flowto'])

purifier.addHook('uponSanitizeAttribute', (node, attribute) => {
  const { attrName, attrValue } = attribute
  const own = ownValue(node.nodeName.toLowerCase(), attrName, attrValue.trim())
  if (own === null) attribute.keepAttr = false
  else attribute.attrValue = own
})

/** The value with its ids made the markup's own; null where the attribute has to go. */
function ownValue(tag: string, name: string, value: string): string | null {
  if (addresses.has(name)) {
    if (value.startsWith('#')) return `#${prefix}${value.slice(1)}`
    return pictures.has(tag) && isOwnPicture(value) && !value.startsWith('blob:') ? value : null
  }
  if (name === 'id') return prefix + value
  if (references.has(name)) return value.split(/\s+/).map((id) => prefix + id).join(' ')
  if (name === 'style') return ownStyle(value)
  return localUrls(value)
}

/** Escapes and comments can spell what is looked for here; nobody needs them. */
function ownStyle(style: string): string | null {
  return /\\|\/\*|@|expression|image-set|-binding|behavior/i.test(style) ? null : localUrls(style)
}

/** `url(#id)` with the markup's own id; null where it leads anywhere else. */
function localUrls(value: string): string | null {
  if (!/url\s*\(/i.test(value)) return value
  const own = value.replace(/url\s*\(\s*(["']?)#([^"')\s]+)\1\s*\)/gi, (_all, _quote, id: string) => `url(#${prefix}${id})`)
  return /url\s*\((?!#)/i.test(own) ? null : own
}

/**
 * Markup as html and SVG that runs nothing, loads nothing, asks for nothing and styles nothing but itself (I3). `own`
 * sets its ids apart from those of the page and of other markup, so that drawings with gradients and clips stay whole.
 */
export function sanitizeMarkup(markup: string, own: string): string {
  prefix = `${own}-`
  return purifier.sanitize(markup, {
    USE_PROFILES: { html: true, svg: true, svgFilters: true },
    ADD_TAGS: ['use'],
    FORBID_TAGS: ['style', 'form', 'input', 'button', 'textarea', 'select', 'option', 'datalist', 'dialog', 'video', 'audio', 'source', 'track', 'map', 'area', 'marquee', 'template', 'slot'],
    FORBID_ATTR: ['srcset', 'background', 'poster', 'name', 'action', 'formaction', 'ping', 'target', 'autofocus', 'contenteditable', 'popover', 'popovertarget', 'usemap', 'is', 'slot', 'part'],
    ALLOW_DATA_ATTR: false,
  })
}
