import { onScopeDispose, shallowRef, type ShallowRef, watch } from 'vue'
import { toErrorInfo } from '../../../shared/errors.ts'
import { pictureType } from '../../../shared/picture-type.ts'
import { isResultFile } from '../../../shared/result-file.ts'
import { api } from '../../api.ts'
import { errorSentence } from '../errors/error-sentence.ts'
import { isOwnPicture } from '../page/html-attributes.ts'
import { usePage } from '../page/page-context.ts'

export interface Picture {
  /** What an `img` can have as its source; null: nothing yet, or a problem. */
  readonly address: ShallowRef<string | null>
  readonly problem: ShallowRef<string | null>
}

/** A picture as the window can show it. Addresses made for bytes are given back when another comes, and at the end. */
export function usePicture(src: () => unknown): Picture {
  const { taskId } = usePage()
  const address = shallowRef<string | null>(null)
  const problem = shallowRef<string | null>(null)
  let made: string | null = null
  let turn = 0

  function show(to: string | null, why: string | null, own: string | null): void {
    if (made !== null) URL.revokeObjectURL(made)
    made = own
    address.value = to
    problem.value = why
  }
  function showBytes(bytes: Uint8Array): void {
    const type = pictureType(bytes)
    if (type === null) { show(null, 'These bytes are no picture. Shown are PNG, JPEG, GIF, WebP, AVIF, BMP and SVG.', null); return }
    const url = URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type }))
    show(url, null, url)
  }

  async function showRead(mine: number, reading: Promise<Uint8Array>): Promise<void> {
    try {
      const bytes = await reading
      if (mine === turn) showBytes(bytes)
    } catch (thrown) {
      if (mine === turn) show(null, errorSentence(toErrorInfo(thrown)), null)
    }
  }

  watch(src, async (given) => {
    turn += 1
    const mine = turn
    if (given === null || given === undefined || given === '') { show(null, null, null); return }
    if (given instanceof Uint8Array) { showBytes(given); return }
    if (given instanceof ArrayBuffer) { showBytes(new Uint8Array(given)); return }
    if (isResultFile(given)) { await showRead(mine, api.readResultPicture({ hash: given.hash, name: given.name })); return }
    if (typeof given !== 'string') { show(null, `This is no picture: expected a path, a data address or bytes, got ${typeof given}.`, null); return }
    // Not a guard here: what is no picture of ours is still text.
    const isOwn: boolean = isOwnPicture(given)
    if (isOwn) { show(given, null, null); return }
    if (/^(?!file:)[a-z][a-z\d+.-]+:/i.test(given)) { show(null, `This picture is not shown: Simmer loads nothing from the network (${given.slice(0, 80)}).`, null); return }
    await showRead(mine, api.readPicture(taskId, given))
  }, { immediate: true })
  onScopeDispose(() => { turn += 1; show(null, null, null) })
  return { address, problem }
}
