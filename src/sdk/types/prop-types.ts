import type { ComponentChild } from '../../shared/component.ts'

/** A Plotly figure: `data` (traces) and `layout`, as Plotly's own documentation has them. */
export interface Figure {
  readonly data: readonly Readonly<Record<string, unknown>>[]
  readonly layout?: Readonly<Record<string, unknown>>
  readonly config?: Readonly<Record<string, unknown>>
  readonly frames?: readonly unknown[]
}

/** CSS by property, in camelCase, as `{ maxWidth: '40rem' }`. */
export type Style = Readonly<Record<string, string | number>>

/** The types of the props that mean the same on every component. Others are `unknown` until told: `State<string>('name', 'value')`. */
export interface PropTypes {
  readonly nClicks: number | null
  readonly children: ComponentChild
  readonly disabled: boolean
  readonly hidden: boolean
  readonly className: string | null
  readonly style: Style | null
  readonly title: string | null
  readonly figure: Figure | null
  readonly src: string | null
  readonly href: string | null
  readonly max: number | string | null
  readonly min: number | string | null
}
