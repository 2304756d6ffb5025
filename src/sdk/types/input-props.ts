import type { ComponentChild } from '../../shared/component.ts'
import type { CommonProps } from './html-props.ts'

export type Scalar = string | number
/** An entry of a list to choose from; a bare value shows itself. */
export type Option = Scalar | boolean | { readonly label: string; readonly value: Scalar | boolean; readonly disabled?: boolean }
/** A list of entries, or an object of value → label. */
export type Options = readonly Option[] | Readonly<Record<string, string>>

export interface ControlProps extends CommonProps { readonly disabled?: boolean; readonly label?: string }
interface RangeProps extends ControlProps {
  readonly min?: number
  readonly max?: number
  readonly step?: number
  readonly marks?: Readonly<Record<number, string>> | null
  /** When a mouse sets `value`: as it lets go (`mouseup`, the default), or all the way (`drag`). Keys always set it at once. */
  readonly updateMode?: 'mouseup' | 'drag'
}
interface DayProps extends ControlProps {
  /** First day that can be picked, as `YYYY-MM-DD`. */
  readonly min?: string
  /** Last day that can be picked, as `YYYY-MM-DD`. */
  readonly max?: string
  readonly clearable?: boolean
}

export interface InputProps extends ControlProps {
  readonly type?: 'text' | 'number' | 'password' | 'email' | 'search' | 'url'
  readonly value?: Scalar | null
  readonly placeholder?: string
  readonly min?: number
  readonly max?: number
  readonly step?: number
  readonly pattern?: string
  readonly maxLength?: number
  readonly readOnly?: boolean
  readonly required?: boolean
  /** `true`: `value` changes when the field is left or Enter is pressed, not at each key; a number: so many seconds after the last key. */
  readonly debounce?: boolean | number
  /** Counts presses of Enter. */
  readonly nSubmit?: number | null
  /** Counts how often the field was left. */
  readonly nBlur?: number | null
}
export interface TextareaProps extends ControlProps {
  readonly value?: string | null
  readonly placeholder?: string
  readonly rows?: number
  readonly maxLength?: number
  readonly readOnly?: boolean
  readonly debounce?: boolean | number
  readonly nBlur?: number | null
}
export interface DropdownProps extends ControlProps {
  readonly options: Options
  /** A list where `multi`. */
  readonly value?: Scalar | boolean | null | readonly (Scalar | boolean)[]
  readonly multi?: boolean
  readonly clearable?: boolean
  /** A field to search in the options; by default where there are more than eight. */
  readonly searchable?: boolean
  readonly placeholder?: string
}
export interface SliderProps extends RangeProps { readonly value?: number | null }
export interface RangeSliderProps extends RangeProps { readonly value?: readonly [number, number] | null }
export interface ChecklistProps extends ControlProps { readonly options: Options; readonly value?: readonly (Scalar | boolean)[]; readonly inline?: boolean }
export interface RadioItemsProps extends ControlProps { readonly options: Options; readonly value?: Scalar | boolean | null; readonly inline?: boolean }
export interface DatePickerProps extends DayProps {
  /** A day as `YYYY-MM-DD`. */
  readonly value?: string | null
}
export interface DateRangePickerProps extends DayProps {
  /** First and last day, as `YYYY-MM-DD`. */
  readonly value?: readonly [string, string] | null
}
export interface UploadProps extends ControlProps {
  /** Absolute path of what was picked or dropped; a list where `multiple`. */
  readonly value?: string | readonly string[] | null
  readonly multiple?: boolean
  /** Without dots. */
  readonly extensions?: readonly string[]
  readonly children?: ComponentChild
}
export interface StoreProps extends Pick<CommonProps, 'id'> { readonly value?: unknown }
export interface IntervalProps extends Pick<CommonProps, 'id'> {
  /** Milliseconds between two ticks; 1000 by default, at least 50. */
  readonly interval?: number
  /** Ticks so far: the prop to listen to. */
  readonly nIntervals?: number
  /** No more ticks after so many; -1, the default: no end. */
  readonly maxIntervals?: number
  readonly disabled?: boolean
}
