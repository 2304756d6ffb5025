import ui from '@nuxt/ui/vue-plugin'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import App from './App.vue'
import { useConnection } from './stores/connection.ts'
import { useSelection } from './stores/selection.ts'
import './styles/main.css'

/** ms that the window stays empty for the sake of being drawn once, whole. */
const patience = 200

const pinia = createPinia()
const app = createApp(App).use(pinia).use(ui)
const connected = useConnection(pinia).start()
// Drawing an empty window first holds up the one with the tasks (P11). A main process that takes long is not waited for.
void Promise.race([connected, new Promise((resolve) => { setTimeout(resolve, patience) })]).then(() => { app.mount('#app') })
void connected.then(() => { useSelection(pinia).restore() })
