import { expect, it } from 'vitest'
import { FolderWatch } from '../../../src/main/tasks/folder-watch.ts'
import { scriptFolder } from '../../support/script-folder.ts'

it('2.8 lets go of who waits for a watch that ends before it has begun, so that the app can quit while it starts', async () => {
  const watch = new FolderWatch(await scriptFolder({ 'one.ts': '' }), () => undefined)
  const ready = watch.ready()
  await watch[Symbol.asyncDispose]()
  await expect(ready).resolves.toBeUndefined()
})
