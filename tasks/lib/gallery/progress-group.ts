import { controls, html } from 'simmer'
import type { GalleryGroup } from './gallery-entry.ts'

/** What goes on while time passes. `work` is the long callback of the gallery, `clock` is started by a button. */
export function progressGroup(): GalleryGroup {
  return {
    title: 'Progress', about: 'What tells that something goes on, and what keeps values between callbacks. Press Work first.',
    entries: [
      {
        name: 'controls.progress', about: 'How far something is. At null it is not known how far; between the jobs of its callback it rests.',
        demo: controls.progress({ id: 'bar', label: 'Sheep' }),
        code: "controls.progress({ id: 'bar', label: 'Sheep' })",
        live: { id: 'bar', props: ['value', 'max', 'text'] },
        props: {
          value: ['number | null', 'How far it is.'], max: ['number', 'What value is at the end; 1 by default.'],
          text: ['text | null', 'What it is at.'], label: ['text', 'Its name, above it and for screen readers.'],
        },
      },
      {
        name: 'controls.loading', about: 'Tells, after 300 ms, that callbacks which write to components inside are at work.',
        demo: controls.loading(html.p('Nothing counted yet.', { id: 'counted' }), { label: 'Counting sheep' }),
        code: `controls.loading(
  html.p('Nothing counted yet.', { id: 'counted' }),
  { label: 'Counting sheep' },
)`,
        live: { id: 'counted', props: ['children'] },
        props: { children: ['components', 'What is in the making.'], label: ['text', 'What it says meanwhile; “Working…” by default.'] },
      },
      {
        name: 'controls.log', about: 'The log of the newest job of a callback, as it is written.',
        demo: controls.log({ id: 'log', callback: 'work', maxHeight: 160 }),
        code: "controls.log({ id: 'log', callback: 'work', maxHeight: 160 })",
        live: null,
        props: { callback: ['text', 'Name of a long callback.'], value: ['text | null', 'Text with ANSI colours, instead of callback.'], maxHeight: ['number', 'Pixels; 320 by default.'] },
      },
      {
        name: 'controls.interval', about: 'A timer: counts up while its page is open, shown or not. Press Start first.',
        demo: controls.interval({ id: 'clock', interval: 500, maxIntervals: 20, disabled: true }),
        code: "controls.interval({ id: 'clock', interval: 500, maxIntervals: 20, disabled: true })",
        live: { id: 'clock', props: ['nIntervals', 'disabled'] },
        props: {
          interval: ['number', 'Milliseconds between two ticks; 1000 by default, at least 50.'], nIntervals: ['number', 'Ticks so far: the prop to listen to.'],
          maxIntervals: ['number', 'No more ticks after so many; -1, the default: no end.'], disabled: ['boolean', 'Does not tick.'],
        },
      },
      {
        name: 'controls.store', about: 'Keeps a value on the page and shows nothing: what one callback writes, others read.',
        demo: controls.store({ id: 'store', value: { rounds: 0 } }),
        code: "controls.store({ id: 'store', value: { rounds: 0 } })",
        live: { id: 'store', props: ['value'] },
        props: { value: ['anything', 'What it keeps.'] },
      },
    ],
  }
}
