import type { Component } from '../shared/component.ts'
import type {
  ChecklistProps, DropdownProps, GraphProps, ImageProps, InputProps, MarkdownProps, RadioItemsProps, RangeSliderProps, SliderProps, StoreProps, TableProps, TextareaProps, UploadProps,
} from './types/control-props.ts'

const control = (component: string, start: object) => (props: object = {}): Component => ({ component, props: { ...start, ...props } })

interface Controls {
  /** A field of one line. @example controls.input({ id: 'name', value: '', placeholder: 'Your name' }) */
  readonly input: (props?: InputProps) => Component
  /** A field of several lines. @example controls.textarea({ id: 'notes', rows: 5 }) */
  readonly textarea: (props?: TextareaProps) => Component
  /** One of many, or several of many with `multi`. @example controls.dropdown({ id: 'city', options: ['Bonn', 'Graz'], value: 'Bonn' }) */
  readonly dropdown: (props: DropdownProps) => Component
  /** A number on a line. @example controls.slider({ id: 'size', min: 0, max: 10, value: 3 }) */
  readonly slider: (props?: SliderProps) => Component
  /** Two numbers on a line. @example controls.rangeSlider({ id: 'years', min: 1990, max: 2020, value: [2000, 2010] }) */
  readonly rangeSlider: (props?: RangeSliderProps) => Component
  /** Boxes to tick. @example controls.checklist({ id: 'what', options: ['rows', 'columns'], value: ['rows'] }) */
  readonly checklist: (props: ChecklistProps) => Component
  /** One of a few. @example controls.radioItems({ id: 'kind', options: ['call', 'put'], value: 'call' }) */
  readonly radioItems: (props: RadioItemsProps) => Component
  /** A Plotly figure. @example controls.graph({ id: 'plot', figure: { data: [{ type: 'bar', y: [1, 2] }] } }) */
  readonly graph: (props?: GraphProps) => Component
  /** Rows of objects. @example controls.table({ id: 'top', rows: [{ city: 'Bonn', people: 330_000 }] }) */
  readonly table: (props?: TableProps) => Component
  /** Text in Markdown, drawn without any script in it. @example controls.markdown('**Result**', { id: 'text' }) */
  readonly markdown: { (text: string, props?: Omit<MarkdownProps, 'children'>): Component; (props: MarkdownProps): Component }
  /** A picture, from a path, a data URL or bytes. @example controls.image({ id: 'map', alt: 'The map' }) */
  readonly image: (props?: ImageProps) => Component
  /** Picks files by dialog or drag and drop. @example controls.upload({ id: 'file', extensions: ['csv'] }) */
  readonly upload: (props?: UploadProps) => Component
  /** Keeps a value on the page and shows nothing. @example controls.store({ id: 'round', value: 0 }) */
  readonly store: (props?: StoreProps) => Component
}

/**
 * Inputs and views beside plain html, each with an `id` to name it by.
 * @example controls.dropdown({ id: 'city', options: ['Bonn', 'Graz'], value: 'Bonn' })
 */
export const controls: Controls = Object.freeze({
  input: control('input', { type: 'text', value: null }),
  textarea: control('textarea', { value: null }),
  dropdown: control('dropdown', { value: null }),
  slider: control('slider', { value: null }),
  rangeSlider: control('range-slider', { value: null }),
  checklist: control('checklist', { value: [] }),
  radioItems: control('radio-items', { value: null }),
  graph: control('graph', { figure: null }),
  table: control('table', { rows: null }),
  markdown: (first: string | object, props: object = {}): Component =>
    ({ component: 'markdown', props: typeof first === 'string' ? { children: first, ...props } : { ...first } }),
  image: control('image', { src: null }),
  upload: control('upload', { value: null }),
  store: control('store', { value: null }),
})
