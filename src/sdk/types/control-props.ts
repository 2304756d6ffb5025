import type { ComponentChild } from '../../shared/component.ts'
import type { CommonProps } from './html-props.ts'
import type { Figure } from './prop-types.ts'

type Scalar = string | number
/** An entry of a list to choose from; a bare value shows itself. */
export type Option = Scalar | boolean | { readonly label: string; readonly value: Scalar | boolean; readonly disabled?: boolean }

interface ControlProps extends CommonProps { readonly disabled?: boolean; readonly label?: string }
interface RangeProps extends ControlProps { readonly min?: number; readonly max?: number; readonly step?: number; readonly marks?: Readonly<Record<number, string>> | null }

export interface InputProps extends ControlProps {
  readonly type?: 'text' | 'number' | 'password' | 'email' | 'search' | 'url'
  readonly value?: Scalar | null
  readonly placeholder?: string
  readonly min?: number
  readonly max?: number
  readonly step?: number
  readonly pattern?: string
  readonly maxLength?: number
  /** `value` changes when the field is left or Enter is pressed, not at each key. */
  readonly debounce?: boolean
  /** Counts presses of Enter. */
  readonly nSubmit?: number | null
}
export interface TextareaProps extends ControlProps { readonly value?: string | null; readonly placeholder?: string; readonly rows?: number; readonly debounce?: boolean }
export interface DropdownProps extends ControlProps {
  readonly options: readonly Option[]
  /** A list where `multi`. */
  readonly value?: Scalar | boolean | null | readonly (Scalar | boolean)[]
  readonly multi?: boolean
  readonly clearable?: boolean
  readonly searchable?: boolean
  readonly placeholder?: string
}
export interface SliderProps extends RangeProps { readonly value?: number | null }
export interface RangeSliderProps extends RangeProps { readonly value?: readonly [number, number] | null }
export interface ChecklistProps extends ControlProps { readonly options: readonly Option[]; readonly value?: readonly (Scalar | boolean)[]; readonly inline?: boolean }
export interface RadioItemsProps extends ControlProps { readonly options: readonly Option[]; readonly value?: Scalar | boolean | null; readonly inline?: boolean }
export interface GraphProps extends CommonProps { readonly figure?: Figure | null; readonly config?: Readonly<Record<string, unknown>> }
export interface TableProps extends CommonProps {
  readonly rows?: readonly Readonly<Record<string, unknown>>[] | null
  /** Default: the keys of the first row. */
  readonly columns?: readonly (string | { readonly id: string; readonly label?: string })[]
}
export interface MarkdownProps extends CommonProps { readonly children?: ComponentChild }
export interface ImageProps extends CommonProps { readonly src?: string | Uint8Array | null; readonly alt?: string; readonly width?: Scalar; readonly height?: Scalar }
export interface UploadProps extends ControlProps {
  /** Absolute paths of what was picked or dropped. */
  readonly value?: string | readonly string[] | null
  readonly multiple?: boolean
  readonly extensions?: readonly string[]
  readonly children?: ComponentChild
}
export interface StoreProps extends Pick<CommonProps, 'id'> { readonly value?: unknown }
