/** Arrow keys in the task list: the focus goes to the row above or below. */
export function moveFocus(event: KeyboardEvent, by: 1 | -1): void {
  const list = event.currentTarget
  if (!(list instanceof HTMLElement) || !(event.target instanceof HTMLElement)) return
  const rows = [...list.querySelectorAll<HTMLElement>('[data-task-row]')]
  const at = rows.indexOf(event.target)
  const next = rows[at === -1 ? 0 : at + by]
  if (next === undefined) return
  event.preventDefault()
  next.focus()
}
