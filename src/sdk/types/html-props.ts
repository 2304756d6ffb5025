import type { ComponentId } from '../../shared/dependency.ts'
import type { Style } from './prop-types.ts'

type Text = string | null
type Amount = number | string | null

/** What every element and control takes. */
export interface CommonProps {
  readonly id?: ComponentId
  readonly className?: Text
  readonly style?: Style | null
  readonly hidden?: boolean
  readonly title?: Text
  readonly lang?: string
  readonly dir?: 'ltr' | 'rtl' | 'auto'
  readonly role?: string
  readonly tabIndex?: number
  readonly [attribute: `aria-${string}` | `data-${string}`]: string | number | boolean | null
}

/** What every html element takes; `nClicks` counts clicks. */
export interface HtmlProps extends CommonProps { readonly nClicks?: number | null }

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
