import { type Component as VueComponent, defineComponent, h, type PropType, type VNodeChild } from 'vue'
import { type Component, type ComponentChild, isComponent } from '../../../shared/component.ts'
import { idKey } from '../../../shared/dependency.ts'
import { htmlTags } from '../../../shared/html-tags.ts'
import { controls } from '../controls/controls.ts'
import CallbackProblems from './CallbackProblems.vue'
import { htmlAttributes } from './html-attributes.ts'
import { type PageContext, usePage } from './page-context.ts'
import UnknownComponent from './UnknownComponent.vue'
import { useProblems } from './use-problems.ts'

const drawable: ReadonlySet<string> = new Set(htmlTags)
/** Controls whose id lies on what a label can name; the others say their label themselves. */
const labelable: ReadonlySet<string> = new Set(['input', 'textarea', 'dropdown'])
/** Elements that cannot hold children. */
const empty: ReadonlySet<string> = new Set(['br', 'col', 'hr', 'img', 'wbr'])

/**
 * Draws one component of a layout. Each is a Vue component of its own, so that a changed prop draws that one
 * again and no other.
 */
export const ComponentNode = defineComponent({
  name: 'ComponentNode',
  props: { node: { type: Object as PropType<Component>, required: true } },
  setup(own) {
    const page = usePage()
    const countClick = (): void => {
      const clicks = page.propsOf(own.node)['nClicks']
      changeProps(page, own.node, { nClicks: (typeof clicks === 'number' ? clicks : 0) + 1 })
    }
    const problems = useProblems(own.node.props.id)
    const drawOwn = (): VNodeChild => {
      const tag = own.node.component
      const control = controls[tag]
      if (control !== undefined) return drawControl(control, own.node, page)
      if (!drawable.has(tag)) return h(UnknownComponent, { name: tag })
      const props = page.propsOf(own.node)
      const listener = own.node.props.id === undefined ? {} : { onClick: countClick }
      const attributes = { ...htmlAttributes(tag, props), ...listener }
      return empty.has(tag) ? h(tag, attributes) : h(tag, attributes, drawChildren(props.children))
    }
    return (): VNodeChild => (problems.value === undefined ? drawOwn() : [drawOwn(), h(CallbackProblems, { ends: problems.value })])
  },
})

function drawControl(control: VueComponent, node: Component, page: PageContext): VNodeChild {
  const props = page.propsOf(node)
  const { label } = props
  const drawn = h(control, {
    node, class: 'simmer-own',
    props: typeof label === 'string' && !labelable.has(node.component) ? { 'aria-label': label, ...props } : props,
    onChange: (changed: Readonly<Record<string, unknown>>) => { changeProps(page, node, changed) },
  })
  if (typeof label !== 'string') return drawn
  const target = props.id === undefined ? {} : { for: idKey(props.id) }
  return h('div', { class: 'simmer-field' }, [h('label', target, label), drawn])
}

/** Without an id nothing can listen, so nothing is kept. */
function changeProps(page: PageContext, node: Component, changed: Readonly<Record<string, unknown>>): void {
  if (node.props.id !== undefined) page.change(node.props.id, changed)
}

/** Draws what a `children` prop holds: text stays text (I3). */
export function drawChildren(children: unknown): VNodeChild[] {
  if (Array.isArray(children)) return children.flatMap((child: ComponentChild, index) => drawChild(child, index))
  return drawChild(children, 0)
}

function drawChild(child: unknown, index: number): VNodeChild[] {
  if (Array.isArray(child)) return drawChildren(child)
  if (isComponent(child)) return [h(ComponentNode, { node: child, key: keyOf(child, index) })]
  if (child === null || child === undefined || typeof child === 'boolean') return []
  if (typeof child === 'string' || typeof child === 'number' || typeof child === 'bigint') return [String(child)]
  return [JSON.stringify(child)]
}

/** A component keeps its place in the page by its id, so that inserting a neighbour does not make it anew. */
function keyOf(component: Component, index: number): string {
  const { id } = component.props
  return id === undefined ? `${component.component}:${index}` : `id:${JSON.stringify(id)}`
}
