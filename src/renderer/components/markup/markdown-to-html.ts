import createDOMPurify from 'dompurify'
import { marked } from 'marked'
import { isOwnPicture } from '../page/html-attributes.ts'

const purifier = createDOMPurify(window)
// Links may lead out, pictures may not be fetched: one pattern for both cannot say that.
purifier.addHook('uponSanitizeAttribute', (_node, attribute) => {
  if (attribute.attrName === 'src' && !isOwnPicture(attribute.attrValue)) attribute.keepAttr = false
})
purifier.addHook('afterSanitizeAttributes', (node) => {
  if (node.tagName === 'IMG' && !node.hasAttribute('alt')) node.setAttribute('alt', '')
  if (node.tagName === 'A') { node.setAttribute('target', '_blank'); node.setAttribute('rel', 'noreferrer') }
})

/** Markdown as HTML that runs nothing and loads nothing: no scripts, styles, frames, forms or remote pictures (I3). */
export function markdownToHtml(markdown: string): string {
  return purifier.sanitize(marked.parse(markdown, { async: false, gfm: true }), {
    USE_PROFILES: { html: true },
    FORBID_TAGS: ['style', 'form', 'input', 'button', 'textarea', 'select', 'video', 'audio', 'source', 'track'],
    FORBID_ATTR: ['style', 'srcset', 'id', 'name', 'background', 'poster'],
    ALLOWED_URI_REGEXP: /^(?:https?:|mailto:|data:image\/|#)/i,
  })
}
