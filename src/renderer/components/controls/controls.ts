import type { Component as VueComponent } from 'vue'
import { defineAsyncComponent } from 'vue'
import { missingPart, resultValue } from '../../../shared/resolve-parts.ts'
import FormPage from '../form/FormPage.vue'
import MissingPart from '../result/MissingPart.vue'
import ResultValue from '../result/ResultValue.vue'
import ChecklistControl from './ChecklistControl.vue'
import DatePickerControl from './DatePickerControl.vue'
import DownloadControl from './DownloadControl.vue'
import DropdownControl from './DropdownControl.vue'
import ImageControl from './ImageControl.vue'
import InputControl from './InputControl.vue'
import LoadingControl from './LoadingControl.vue'
import LogControl from './LogControl.vue'
import MarkdownControl from './MarkdownControl.vue'
import ProgressBarControl from './ProgressBarControl.vue'
import RadioItemsControl from './RadioItemsControl.vue'
import RawControl from './RawControl.vue'
import SliderControl from './SliderControl.vue'
import TabControl from './TabControl.vue'
import TableControl from './TableControl.vue'
import TabsControl from './TabsControl.vue'
import TextareaControl from './TextareaControl.vue'
import UnseenControl from './UnseenControl.vue'
import UploadControl from './UploadControl.vue'

/** What draws each component that is no plain element. Each gets `node` and `props`, and emits `change` with new props. */
export const controls: Readonly<Record<string, VueComponent | undefined>> = {
  'input': InputControl,
  'textarea': TextareaControl,
  'dropdown': DropdownControl,
  'slider': SliderControl,
  'range-slider': SliderControl,
  'checklist': ChecklistControl,
  'radio-items': RadioItemsControl,
  'table': TableControl,
  'markdown': MarkdownControl,
  'raw': RawControl,
  'log': LogControl,
  'image': ImageControl,
  'upload': UploadControl,
  'date-picker': DatePickerControl,
  'date-range-picker': DatePickerControl,
  'store': UnseenControl,
  'interval': UnseenControl,
  'tabs': TabsControl,
  'tab': TabControl,
  'progress-bar': ProgressBarControl,
  'download': DownloadControl,
  'loading': LoadingControl,
  'graph': defineAsyncComponent(() => import('./GraphControl.vue')),
  'form-page': FormPage,
  [missingPart]: MissingPart,
  [resultValue]: ResultValue,
}
