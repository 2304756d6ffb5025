import type { Component } from '../../../shared/component.ts'

type Props = Readonly<Record<string, unknown>>

/** Elements that a key presses by themselves. */
const pressed: ReadonlySet<string> = new Set(['button', 'a', 'summary'])

export interface ElementState {
  /** The props of the element as they are when something happens. */
  readonly current: () => Props
  readonly change: (changed: Props) => void
}

/**
 * What an element with an id tells: clicks are counted, and whether `details` are open is kept. An element that says it
 * is a button is pressed with the keys of one.
 */
export function htmlListeners({ component: tag, props }: Component, { current, change }: ElementState): Record<string, (event: never) => void> {
  if (props.id === undefined) return {}
  const count = (): void => {
    const { nClicks } = current()
    change({ nClicks: (typeof nClicks === 'number' ? nClicks : 0) + 1 })
  }
  return {
    onClick: count,
    ...(props['role'] === 'button' && !pressed.has(tag) ? { onKeydown: (event: KeyboardEvent) => { pressWithKey(event, count) } } : {}),
    ...(tag === 'details' ? { onToggle: (event: Event) => { tellOpen(event, { current, change }) } } : {}),
  }
}

function pressWithKey(event: KeyboardEvent, count: () => void): void {
  if (event.target !== event.currentTarget || (event.key !== 'Enter' && event.key !== ' ')) return
  event.preventDefault()
  count()
}

function tellOpen(event: Event, { current, change }: ElementState): void {
  const { open } = event.currentTarget as HTMLDetailsElement
  if (open !== (current()['open'] === true)) change({ open })
}
