import type { Change, Notice } from '../../shared/change.ts'
import type { Broadcaster } from '../engine/ports.ts'

/** Passes changes on and keeps the notices among them, so that a window opened later sees them too. The newest of an id counts. */
export class NoticeBoard implements Broadcaster {
  readonly #next: Broadcaster
  readonly #notices: Map<string, Notice>

  constructor(next: Broadcaster, first: readonly Notice[]) {
    this.#next = next
    this.#notices = new Map(first.map((notice) => [notice.id, notice]))
  }

  get notices(): readonly Notice[] { return [...this.#notices.values()] }

  send(change: Change, sent?: () => void): void {
    if (change.change === 'notice') this.#notices.set(change.notice.id, change.notice)
    this.#next.send(change, sent)
  }
}
