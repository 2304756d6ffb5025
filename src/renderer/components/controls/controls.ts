import type { Component as VueComponent } from 'vue'
import { defineAsyncComponent } from 'vue'
import FormPage from '../form/FormPage.vue'
import ChecklistControl from './ChecklistControl.vue'
import DropdownControl from './DropdownControl.vue'
import ImageControl from './ImageControl.vue'
import InputControl from './InputControl.vue'
import MarkdownControl from './MarkdownControl.vue'
import RadioItemsControl from './RadioItemsControl.vue'
import SliderControl from './SliderControl.vue'
import StoreControl from './StoreControl.vue'
import TableControl from './TableControl.vue'
import TextareaControl from './TextareaControl.vue'
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
  'image': ImageControl,
  'upload': UploadControl,
  'store': StoreControl,
  'graph': defineAsyncComponent(() => import('./GraphControl.vue')),
  'form-page': FormPage,
}
