/**
 * Puts text on the clipboard, within a click or a key. By the copy event: the asynchronous clipboard needs a permission,
 * of which windows have none, and a hidden text field would have to lay the text out.
 */
export function copyText(text: string): void {
  const put = (event: ClipboardEvent): void => {
    event.clipboardData?.setData('text/plain', text)
    event.preventDefault()
    event.stopImmediatePropagation()
  }
  document.addEventListener('copy', put, { capture: true, once: true })
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- nothing has taken its place where there is no permission
  try { document.execCommand('copy') } finally { document.removeEventListener('copy', put, { capture: true }) }
}
