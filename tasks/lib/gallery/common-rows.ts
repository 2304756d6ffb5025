import type { PropRow } from './gallery-entry.ts'

/** What every control for input takes beside its own. `id`, `className`, `style`, `hidden`, `title`, aria-* and data-* are everybody's. */
export const commonRows: Readonly<Record<'label' | 'disabled', PropRow>> = {
  label: ['text', 'Its name, above it and for screen readers.'],
  disabled: ['boolean', 'Can be seen and not used; callbacks often set it while they run.'],
}
