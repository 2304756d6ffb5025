import { type Component, type ComponentChild, isComponent } from '../shared/component.ts'
import { isPlainObject } from '../shared/grouping.ts'
import { isResultPart } from '../shared/result-part.ts'
import type {
  ChecklistProps, DatePickerProps, DateRangePickerProps, DropdownProps, InputProps, IntervalProps, RadioItemsProps, RangeSliderProps, SliderProps, StoreProps, TextareaProps, UploadProps,
} from './types/input-props.ts'
import type { DownloadProps, GraphProps, ImageProps, LoadingProps, LogProps, MarkdownProps, ProgressBarProps, TableProps, TabProps, TabsProps } from './types/view-props.ts'

/** Makes a component with children: children first, then props; or props alone. */
interface Container<Props> {
  (props?: Props): Component
  (children: ComponentChild, props?: Omit<Props, 'children'>): Component
}

const control = (component: string, start: object) => (props: object = {}): Component => ({ component, props: { ...start, ...props } })

function container(component: string, start: object) {
  return (first?: unknown, props: object = {}): Component => {
    if (first === undefined || (isPlainObject(first) && !isComponent(first) && !isResultPart(first))) return { component, props: { ...start, ...first as object } }
    return { component, props: { ...start, children: first as ComponentChild, ...props } }
  }
}

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
  /** A day. @example controls.datePicker({ id: 'day', value: '2026-01-31', max: '2026-12-31' }) */
  readonly datePicker: (props?: DatePickerProps) => Component
  /** A first and a last day. @example controls.dateRangePicker({ id: 'days', value: ['2026-01-01', '2026-01-31'] }) */
  readonly dateRangePicker: (props?: DateRangePickerProps) => Component
  /** Paths of files, by dialog or drag and drop. @example controls.upload({ id: 'file', extensions: ['csv'] }) */
  readonly upload: (props?: UploadProps) => Component
  /** Keeps a value on the page and shows nothing. @example controls.store({ id: 'round', value: 0 }) */
  readonly store: (props?: StoreProps) => Component
  /** Counts `nIntervals` up by a timer, while the page is shown or not. @example controls.interval({ id: 'clock', interval: 1000 }) */
  readonly interval: (props?: IntervalProps) => Component
  /** Several pages in one place. @example controls.tabs([controls.tab('Text', { label: 'First' }), controls.tab('More', { label: 'Second' })], { id: 'tabs' }) */
  readonly tabs: Container<TabsProps>
  /** One page of `tabs`. @example controls.tab([html.p('Hello')], { label: 'First' }) */
  readonly tab: { (props: TabProps): Component; (children: ComponentChild, props: Omit<TabProps, 'children'>): Component }
  /** Text in Markdown, drawn without any script in it. @example controls.markdown('**Result**', { id: 'text' }) */
  readonly markdown: Container<MarkdownProps>
  /** Rows of objects, or columns by name. @example controls.table({ id: 'top', rows: [{ city: 'Bonn', people: 330_000 }] }) */
  readonly table: (props?: TableProps) => Component
  /** A Plotly figure. @example controls.graph({ id: 'plot', figure: { data: [{ type: 'bar', y: [1, 2] }] } }) */
  readonly graph: (props?: GraphProps) => Component
  /** A picture, from a path, a data URL or bytes. @example controls.image({ id: 'map', src: 'map.png', alt: 'The map' }) */
  readonly image: (props?: ImageProps) => Component
  /** The log of a callback's newest job, or text with colours. @example controls.log({ id: 'log', callback: 'import' }) */
  readonly log: (props?: LogProps) => Component
  /** How far something is, with text beside it. @example controls.progress({ id: 'bar', value: 3, max: 10, text: 'third file' }) */
  readonly progress: (props?: ProgressBarProps) => Component
  /** Saves what a callback made where the user says. @example controls.download('Save as CSV', { id: 'save' }) */
  readonly download: Container<DownloadProps>
  /** Tells that what is inside is being made. @example controls.loading(controls.graph({ id: 'plot' })) */
  readonly loading: Container<LoadingProps>
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
  datePicker: control('date-picker', { value: null }),
  dateRangePicker: control('date-range-picker', { value: null }),
  upload: control('upload', { value: null }),
  store: control('store', { value: null }),
  interval: control('interval', { interval: 1_000, nIntervals: 0, maxIntervals: -1, disabled: false }),
  tabs: container('tabs', { value: null }),
  tab: container('tab', {}),
  markdown: container('markdown', {}),
  table: control('table', { rows: null, sortBy: null, filter: '', selectedRows: [] }),
  graph: control('graph', { figure: null, clickData: null, hoverData: null, selectedData: null, relayoutData: null }),
  image: control('image', { src: null }),
  log: control('log', { value: null }),
  progress: control('progress-bar', { value: null, max: 1, text: null }),
  download: container('download', { content: null, savedPath: null }),
  loading: container('loading', {}),
})
