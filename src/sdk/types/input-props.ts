import type { ComponentChild } from '../../shared/component.ts'
import type { CommonProps } from './html-props.ts'

export type Scalar = string | number
/** An entry of a list to choose from; a bare value shows itself. */
export type Option = Scalar | boolean | { readonly label: string; readonly value: Scalar | boolean; readonly disabled?: boolean }
/** A list of entries, or an object of value → label. */
export type Options = readonly Option[] | Readonly<Record<string, string>>

export interface ControlProps extends CommonProps {
  /** Whether it cannot be changed; false by default. */
  readonly disabled?: boolean
  /** Text beside it, which names it. */
  readonly label?: string
}
interface RangeProps extends ControlProps {
  /** The least value; 0 by default. */
  readonly min?: number
  /** The greatest value; 100 by default. */
  readonly max?: number
  /** The distance of two values; 1 by default. */
  readonly step?: number
  /** Texts at values along the line. */
  readonly marks?: Readonly<Record<number, string>> | null
  /** When a mouse sets `value`: as it lets go (`mouseup`, the default), or all the way (`drag`). Keys always set it at once. */
  readonly updateMode?: 'mouseup' | 'drag'
}
interface DayProps extends ControlProps {
  /** First day that can be picked, as `YYYY-MM-DD`. */
  readonly min?: string
  /** Last day that can be picked, as `YYYY-MM-DD`. */
  readonly max?: string
  /** Whether the day can be taken out again. */
  readonly clearable?: boolean
}

export interface InputProps extends ControlProps {
  /** What is typed; `'text'` by default. With `'number'`, `value` is a number. */
  readonly type?: 'text' | 'number' | 'password' | 'email' | 'search' | 'url'
  /** What is in the field; null where it is empty. */
  readonly value?: Scalar | null
  /** Shown while the field is empty. */
  readonly placeholder?: string
  /** The least number. */
  readonly min?: number
  /** The greatest number. */
  readonly max?: number
  /** The distance of two numbers. */
  readonly step?: number
  /** A regular expression for the whole of the text. */
  readonly pattern?: string
  /** The most characters. */
  readonly maxLength?: number
  /** Whether it can be read and copied, but not changed. */
  readonly readOnly?: boolean
  /** Whether an empty field is marked as wrong. */
  readonly required?: boolean
  /** `true`: `value` changes when the field is left or Enter is pressed, not at each key; a number: so many seconds after the last key. */
  readonly debounce?: boolean | number
  /** Counts presses of Enter. */
  readonly nSubmit?: number | null
  /** Counts how often the field was left. */
  readonly nBlur?: number | null
}
export interface TextareaProps extends ControlProps {
  /** What is in the field; null where it is empty. */
  readonly value?: string | null
  /** Shown while the field is empty. */
  readonly placeholder?: string
  /** Lines that are shown at once. */
  readonly rows?: number
  /** The most characters. */
  readonly maxLength?: number
  /** Whether it can be read and copied, but not changed. */
  readonly readOnly?: boolean
  /** `true`: `value` changes when the field is left, not at each key; a number: so many seconds after the last key. */
  readonly debounce?: boolean | number
  /** Counts how often the field was left. */
  readonly nBlur?: number | null
}
export interface DropdownProps extends ControlProps {
  /** What can be chosen. */
  readonly options: Options
  /** A list where `multi`. */
  readonly value?: Scalar | boolean | null | readonly (Scalar | boolean)[]
  /** Whether several can be chosen; `value` is a list then. */
  readonly multi?: boolean
  /** Whether the choice can be taken back. */
  readonly clearable?: boolean
  /** A field to search in the options; by default where there are more than eight. */
  readonly searchable?: boolean
  /** Shown while nothing is chosen. */
  readonly placeholder?: string
}
export interface SliderProps extends RangeProps {
  /** Where it stands. */
  readonly value?: number | null
}
export interface RangeSliderProps extends RangeProps {
  /** The lower and the upper number. */
  readonly value?: readonly [number, number] | null
}
export interface ChecklistProps extends ControlProps {
  /** What can be ticked. */
  readonly options: Options
  /** The values that are ticked. */
  readonly value?: readonly (Scalar | boolean)[]
  /** Whether the boxes stand beside each other. */
  readonly inline?: boolean
}
export interface RadioItemsProps extends ControlProps {
  /** What can be chosen. */
  readonly options: Options
  /** The value that is chosen; null for none. */
  readonly value?: Scalar | boolean | null
  /** Whether the entries stand beside each other. */
  readonly inline?: boolean
}
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
  /** Whether several files can be picked; `value` is a list then. */
  readonly multiple?: boolean
  /** Without dots. */
  readonly extensions?: readonly string[]
  /** What stands in the field in place of its own text. */
  readonly children?: ComponentChild
}
export interface StoreProps extends Pick<CommonProps, 'id'> {
  /** What is kept: anything that a structured clone copies. */
  readonly value?: unknown
}
export interface IntervalProps extends Pick<CommonProps, 'id'> {
  /** Milliseconds between two ticks; 1000 by default, at least 50. */
  readonly interval?: number
  /** Ticks so far: the prop to listen to. */
  readonly nIntervals?: number
  /** No more ticks after so many; -1, the default: no end. */
  readonly maxIntervals?: number
  /** Whether it stands still; false by default. */
  readonly disabled?: boolean
}
