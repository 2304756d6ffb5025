import type { OpenPage } from '../../stores/open-page.ts'

/** Cancels every run of the page that is not over. */
export function cancelPage(page: OpenPage): void {
  for (const { callbackId, instance, kind, phase } of page.calls.value) {
    if (kind === 'long' && phase !== 'leaving') page.cancel(callbackId, instance)
  }
}
