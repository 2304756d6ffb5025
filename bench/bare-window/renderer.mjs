import UApp from '@nuxt/ui/components/App.vue'
import UButton from '@nuxt/ui/components/Button.vue'
import ui from '@nuxt/ui/vue-plugin'
import { createApp, h } from 'vue'
import './main.css'

createApp(() => h(UApp, () => h(UButton, { label: 'Usable', 'data-usable': '' }))).use(ui).mount('#app')
