import { join } from 'node:path'
import type { NuxtUIOptions } from '@nuxt/ui/vite'

/** Nuxt UI as the window uses it, for the build and for component tests: icons bundled, nothing fetched, components imported by name. */
export function nuxtUiOptions(root: string): NuxtUIOptions {
  return {
    root,
    router: false,
    autoImport: false,
    components: { dts: join(root, '.cache/nuxt-ui/components.d.ts') },
    ui: { colors: { primary: 'teal', neutral: 'mist', success: 'emerald', warning: 'amber', error: 'red', info: 'sky' } },
    icon: { clientBundle: { scan: { globInclude: ['src/renderer/**/*.{vue,ts}', 'src/shared/**/*.ts'] } } },
  }
}
