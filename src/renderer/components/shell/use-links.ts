import { useToast } from '@nuxt/ui/composables'
import { useEventListener } from '@vueuse/core'
import { toErrorInfo } from '../../../shared/errors.ts'
import { isWebLink } from '../../../shared/window-policy.ts'
import { api } from '../../api.ts'

/** Lets links of pages and results open in the user's browser when a person presses them; what a script dispatches opens nothing. */
export function useLinks(): void {
  const toast = useToast()
  useEventListener(document, 'click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a[href]') : null
    if (!(link instanceof HTMLAnchorElement) || !isWebLink(link.href)) return
    event.preventDefault()
    if (!event.isTrusted) return
    api.openLink(link.href).catch((thrown: unknown) => { toast.add({ title: 'The link did not open', description: toErrorInfo(thrown).message, color: 'error' }) })
  })
}
