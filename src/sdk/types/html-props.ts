import type { ComponentId } from '../../shared/dependency.ts'
import type { Style } from './prop-types.ts'

type Text = string | null
type Amount = number | string | null

/** What every element and control takes. */
export interface CommonProps {
  /** Names the component for callbacks: a text without `.` and `{`, or an object for patterns. */
  readonly id?: ComponentId
  /** CSS classes, with spaces between. */
  readonly className?: Text
  /** CSS by property, in camelCase, as `{ maxWidth: '40rem' }`. */
  readonly style?: Style | null
  /** Whether it is not shown; false by default. */
  readonly hidden?: boolean
  /** Text that is shown when the mouse rests on it. */
  readonly title?: Text
  /** Language of its text, as `'de'`. */
  readonly lang?: string
  /** Direction of its text. */
  readonly dir?: 'ltr' | 'rtl' | 'auto'
  /** Its role for assistive technology, where it is not what the element says. */
  readonly role?: string
  /** 0 lets the Tab key reach it, -1 keeps it out. */
  readonly tabIndex?: number
  readonly [attribute: `aria-${string}` | `data-${string}`]: string | number | boolean | null
}

/** What every html element takes; `nClicks` counts clicks. */
export interface HtmlProps extends CommonProps {
  /** How often it was clicked; null until the first click. */
  readonly nClicks?: number | null
}

/** What some elements take beside {@link HtmlProps}. */
export interface ElementProps {
  readonly a: { readonly href?: Text; readonly download?: Text }
  readonly button: { readonly disabled?: boolean }
  readonly fieldset: { readonly disabled?: boolean }
  readonly progress: { readonly value?: Amount; readonly max?: Amount }
  readonly meter: { readonly value?: Amount; readonly min?: Amount; readonly max?: Amount; readonly low?: Amount; readonly high?: Amount; readonly optimum?: Amount }
  readonly img: { readonly src?: Text; readonly alt?: Text; readonly width?: Amount; readonly height?: Amount }
  readonly audio: { readonly src?: Text; readonly controls?: boolean; readonly loop?: boolean }
  readonly video: { readonly src?: Text; readonly controls?: boolean; readonly loop?: boolean; readonly width?: Amount; readonly height?: Amount }
  readonly details: { readonly open?: boolean }
  readonly dialog: { readonly open?: boolean }
  readonly label: { readonly htmlFor?: Text }
  readonly ol: { readonly start?: number; readonly reversed?: boolean }
  readonly td: { readonly colSpan?: number; readonly rowSpan?: number }
  readonly th: { readonly colSpan?: number; readonly rowSpan?: number; readonly scope?: string }
  readonly col: { readonly span?: number }
  readonly colgroup: { readonly span?: number }
  readonly time: { readonly dateTime?: Text }
}
