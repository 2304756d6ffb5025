import type { ComponentChild } from '../../shared/component.ts'
import type { CommonProps } from './html-props.ts'
import type { ControlProps, Scalar } from './input-props.ts'
import type { Figure } from './prop-types.ts'

export interface MarkdownProps extends CommonProps {
  /** The text, in Markdown. */
  readonly children?: ComponentChild
}
/** `markup` is drawn as html or SVG, without any script, form, style sheet or address outside of the app in it. */
export interface RawProps extends CommonProps {
  /** What is drawn. */
  readonly markup?: string | null
}

/** Rows of objects, or columns by name: lists or typed arrays of one length. Columns are the way for a million rows. */
export type TableRows = readonly Readonly<Record<string, unknown>>[] | Readonly<Record<string, ArrayLike<unknown>>>
export interface TableProps extends CommonProps {
  /** What is shown; null for nothing yet. */
  readonly rows?: TableRows | null
  /** Default: the keys of the first rows. */
  readonly columns?: readonly (string | { readonly id: string; readonly label?: string })[]
  /** What the user sorted by; null: as given. */
  readonly sortBy?: { readonly column: string; readonly descending: boolean } | null
  /** What is written in the filter field; rows that contain it are shown. */
  readonly filter?: string
  /** Whether rows can be selected: one, or several. */
  readonly selectable?: 'one' | 'many' | false
  /** Indexes into `rows`, in ascending order. */
  readonly selectedRows?: readonly number[]
  /** Pixels; 384 by default. */
  readonly maxHeight?: number
}
/** What was clicked, hovered or selected in a figure, without the figure's own data. */
export interface GraphEvent { readonly points: readonly Readonly<Record<string, unknown>>[] }
export interface GraphProps extends CommonProps {
  /** The figure, as Plotly has it; null for none yet. */
  readonly figure?: Figure | null
  /** Plotly's own settings, as `{ displayModeBar: false }`. */
  readonly config?: Readonly<Record<string, unknown>>
  /** What was clicked last. */
  readonly clickData?: GraphEvent | null
  /** What the mouse is on. */
  readonly hoverData?: GraphEvent | null
  /** What was selected by box or lasso. */
  readonly selectedData?: GraphEvent | null
  /** What the user zoomed, panned or switched last, as Plotly tells it. */
  readonly relayoutData?: Readonly<Record<string, unknown>> | null
}
export interface ImageProps extends CommonProps {
  /** A path (absolute, or relative to the script), a data URL, or the bytes of a picture. */
  readonly src?: string | Uint8Array | null
  /** What the picture shows, in words. */
  readonly alt?: string
  /** Pixels, or a CSS length. */
  readonly width?: Scalar
  /** Pixels, or a CSS length. */
  readonly height?: Scalar
}
export interface LogProps extends CommonProps {
  /** Name of a long callback: its newest job on this page is shown. Without it, `value` is. */
  readonly callback?: string
  /** Text with ANSI colours. */
  readonly value?: string | null
  /** Pixels; 320 by default. */
  readonly maxHeight?: number
}
export interface ProgressBarProps extends CommonProps {
  /** null: it is not known how far. */
  readonly value?: number | null
  /** 1 by default. */
  readonly max?: number
  /** What it is at. */
  readonly text?: string | null
  /** Names the bar. */
  readonly label?: string
}
/** What a download saves: text or bytes under a name, or a file that lies on the disk. */
export type DownloadContent =
  | { readonly name: string; readonly content: string | Uint8Array }
  | { readonly path: string; readonly name?: string }
export interface DownloadProps extends ControlProps {
  /**
   * With children, it is a button that saves this, or what a callback of its `nClicks` sets at the press. Without, setting
   * it asks at once where to save, and it is null again afterwards.
   */
  readonly content?: DownloadContent | null
  /** The text of the button. */
  readonly children?: ComponentChild
  /** Counts presses of the button. */
  readonly nClicks?: number | null
  /** Where the user saved it last. */
  readonly savedPath?: string | null
}
/** Shows that callbacks which write to components inside are at work, after 300 ms. */
export interface LoadingProps extends CommonProps {
  /** What is being made. */
  readonly children?: ComponentChild
  /** Text beside the sign that work goes on. */
  readonly label?: string
}
export interface TabsProps extends CommonProps {
  /** The `value` of the tab shown; the first by default. */
  readonly value?: string | null
  /** Components made by `controls.tab`. */
  readonly children?: ComponentChild
}
export interface TabProps extends CommonProps {
  /** The text of the tab. */
  readonly label: string
  /** The label by default. */
  readonly value?: string
  /** Whether it cannot be chosen. */
  readonly disabled?: boolean
  /** What the tab shows. */
  readonly children?: ComponentChild
}
