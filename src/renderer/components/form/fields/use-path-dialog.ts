import { useToast } from '@nuxt/ui/composables'
import type { PickRequest } from '../../../../shared/contract.ts'
import { toErrorInfo } from '../../../../shared/errors.ts'
import { api } from '../../../api.ts'

/** Asks with the system's dialog; empty where nothing was chosen, or where it did not open, which is told. */
export function usePathDialog(): (request: PickRequest) => Promise<readonly string[]> {
  const toast = useToast()
  return async (request) => {
    try {
      return await api.pickPaths(request)
    } catch (thrown) {
      toast.add({ title: 'The dialog did not open', description: toErrorInfo(thrown).message, color: 'error' })
      return []
    }
  }
}
