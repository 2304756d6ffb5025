import { describe, expect, it } from 'vitest'
import { type Component, controls, html } from '../../../../src/sdk/index.ts'
import { describeTask } from '../../../../src/sdk/internal.ts'
import { walkComponents } from '../../../../src/shared/component.ts'
import { elementName } from '../../../../src/shared/element-name.ts'
import { htmlTags } from '../../../../src/shared/html-tags.ts'
import { ownProps } from '../../../../src/shared/registration/component-props.ts'
import gallery from '../../../../tasks/examples/controls.ts'
import { galleryGroups } from '../../../../tasks/lib/gallery/gallery-groups.ts'
import { sampleFigure, samplePicture, sampleRows } from '../../../../tasks/lib/gallery/samples.ts'

const entries = galleryGroups().flatMap((group) => group.entries)
const elements = new Set(htmlTags.map(elementName))
/** The component that an entry shows: the outermost of its demo, but for a tab, which stands in tabs. */
function componentOf(name: string, demo: Component): string {
  return name === 'controls.tab' ? 'tab' : demo.component
}

describe('the gallery of controls', () => {
  it('I2 shows every control there is', () => {
    const shown = new Set<string>()
    walkComponents(describeTask(gallery, undefined).layout, ({ component }) => { shown.add(component) })
    expect(Object.keys(ownProps).filter((name) => !elements.has(name) && !shown.has(name))).toEqual([])
  })

  it.each(entries.map((entry) => [entry.name, entry] as const))('I2 the code of %s makes what is shown', (_name, { code, demo }) => {
    // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the text is the gallery's own
    const make = new Function('controls', 'html', 'sampleRows', 'sampleFigure', 'samplePicture', `return ${code}`) as (...given: unknown[]) => unknown
    expect(make(controls, html, sampleRows, sampleFigure, samplePicture)).toEqual(demo)
  })

  it.each(entries.map((entry) => [entry.name, entry] as const))('I2 the props of %s are all of its own, and no others', (name, { demo, props }) => {
    const own = ownProps[componentOf(name, demo)] ?? []
    expect(Object.keys(props).filter((prop) => prop !== 'children' && prop !== 'nClicks').sort()).toEqual([...own].filter((prop) => prop !== 'nClicks').sort())
  })
})
