import { formFieldInjectionKey, inputIdInjectionKey } from '@nuxt/ui/composables'
import { defineComponent, provide, type VNode } from 'vue'

/** Takes the controls in it out of the field around them: its label stands for the first control, not for these too. */
export const Alone = defineComponent({
  name: 'FieldAlone',
  setup(_props, { slots }) {
    provide(formFieldInjectionKey, undefined as never)
    provide(inputIdInjectionKey, undefined as never)
    return (): VNode[] | undefined => slots['default']?.()
  },
})
