import { choiceGroup } from './choice-group.ts'
import { fileGroup } from './file-group.ts'
import type { GalleryGroup } from './gallery-entry.ts'
import { layoutGroup } from './layout-group.ts'
import { progressGroup } from './progress-group.ts'
import { rangeGroup } from './range-group.ts'
import { textGroup } from './text-group.ts'
import { viewGroup } from './view-group.ts'

/** All controls that there are, in the order of the tabs. */
export function galleryGroups(): readonly GalleryGroup[] {
  return [textGroup(), choiceGroup(), rangeGroup(), fileGroup(), viewGroup(), progressGroup(), layoutGroup()]
}
