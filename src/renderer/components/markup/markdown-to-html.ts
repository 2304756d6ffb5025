import createDOMPurify from 'dompurify'
import { marked } from 'marked'
import { isOwnPicture } from '../page/html-attributes.ts'

const purifier = createDOMPurify(window)
// Links may lead out, pictures may not be fetched: one pattern for both cannot say that.
purifier.addHook('uponSanitizeAttribute', (_node, attribute) => {
  const { attrName, attrValue } = attribute
  if (attrName === 'src' && !isOwnPicture(attrValue)) attribute.keepAttr = false
  if (attrName === 'href' && !/^(?:https?:|mailto:|#)/i.test(attrValue)) attribute.keepAttr = false
})
purifier.addHook('afterSanitizeAttributes', (node) => {
  if (node.tagName === 'IMG' && !node.hasAttribute('alt')) node.setAttribute('alt', '')
  if (node.tagName === 'A') { node.setAttribute('target', '_blank'); node.setAttribute('rel', 'noreferrer') }
})

/** What marks the button that copies the code before it. */
export const copyButtonClass = 'simmer-copy'

/**
 * Markdown (GFM) as HTML that runs nothing and loads nothing: no scripts, styles, frames, forms or remote pictures (I3).
 * Blocks of code get a button to copy them.
 */
export function markdownToHtml(markdown: string): string {
  const fragment = purifier.sanitize(marked.parse(markdown, { async: false, gfm: true }), {
    USE_PROFILES: { html: true },
    FORBID_TAGS: ['style', 'form', 'input', 'button', 'textarea', 'select', 'dialog', 'video', 'audio', 'source', 'track', 'map', 'area', 'marquee', 'template', 'slot'],
    FORBID_ATTR: ['style', 'class', 'srcset', 'id', 'name', 'background', 'poster'],
    RETURN_DOM_FRAGMENT: true,
  })
  for (const code of fragment.querySelectorAll('pre')) addCopyButton(code)
  const holder = document.createElement('div')
  holder.append(fragment)
  return holder.innerHTML
}

/** Added once all is clean: what a text says can be no button of ours. */
function addCopyButton(code: Element): void {
  const place = document.createElement('div')
  place.className = 'simmer-code'
  const button = document.createElement('button')
  button.type = 'button'
  button.className = copyButtonClass
  button.setAttribute('aria-label', 'Copy code')
  button.textContent = 'Copy'
  code.setAttribute('tabindex', '0')
  code.replaceWith(place)
  place.append(code, button)
}
