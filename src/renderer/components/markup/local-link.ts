/** A link to a place in the same markup scrolls to it; the window's own address stays as it is. True where it was one. */
export function followLocalLink(event: MouseEvent): boolean {
  const link = event.target instanceof Element ? event.target.closest('a') : null
  const address = link?.getAttribute('href') ?? link?.getAttribute('xlink:href')
  if (address?.startsWith('#') !== true) return false
  event.preventDefault()
  if (event.currentTarget instanceof Element) event.currentTarget.querySelector(`#${CSS.escape(address.slice(1))}`)?.scrollIntoView({ block: 'nearest' })
  return true
}
