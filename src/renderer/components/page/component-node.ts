import { type Component as VueComponent, defineComponent, h, type PropType, shallowRef, type VNodeChild, watch } from 'vue'
import { type Component, type ComponentChild, type ComponentProps, isComponent } from '../../../shared/component.ts'
import { idKey } from '../../../shared/dependency.ts'
import { elementOf } from '../../../shared/element-name.ts'
import { controls } from '../controls/controls.ts'
import CallbackProblems from './CallbackProblems.vue'
import { htmlAttributes } from './html-attributes.ts'
import { htmlListeners } from './html-listeners.ts'
import { usePage } from './page-context.ts'
import UnknownComponent from './UnknownComponent.vue'
import { useProblems } from './use-problems.ts'

/** Controls whose id lies on what a label can name; the others say their label themselves. */
const labelable: ReadonlySet<string> = new Set(['input', 'textarea', 'dropdown'])
/** What draws its own label where it belongs: on the tab, beside the sign that something is on its way. */
const labelsItself: ReadonlySet<string> = new Set(['tab', 'loading'])
/** Elements that cannot hold children. */
const empty: ReadonlySet<string> = new Set(['br', 'col', 'hr', 'img', 'wbr'])

type Props = Readonly<Record<string, unknown>>
/** A component with what it shows now, and how the user changes that. */
interface Drawn { readonly node: Component; readonly props: ComponentProps; readonly change: (changed: Props) => void }

/**
 * Draws one component of a layout. Each is a Vue component of its own, so that a changed prop draws that one
 * again and no other.
 */
export const ComponentNode = defineComponent({
  name: 'ComponentNode',
  props: { node: { type: Object as PropType<Component>, required: true } },
  setup(own) {
    const page = usePage()
    /** Without an id nothing can listen, yet tabs turn and boxes are ticked: what the user does is kept here. */
    const unnamed = shallowRef<Props>({})
    watch(() => own.node, () => { unnamed.value = {} })
    const change = (changed: Props): void => {
      const { id } = own.node.props
      if (id === undefined) unnamed.value = { ...unnamed.value, ...changed }
      else page.change(id, changed)
    }
    const problems = useProblems(own.node.props.id)
    const drawOwn = (): VNodeChild => {
      const { node } = own
      const control = controls[node.component]
      const tag = elementOf(node.component)
      const props = { ...page.propsOf(node), ...unnamed.value }
      if (control !== undefined) return drawControl(control, { node, props, change })
      if (tag === undefined) return h(UnknownComponent, { name: node.component })
      const attributes = { ...htmlAttributes(tag, props), ...htmlListeners(node, { current: () => page.propsOf(node), change }) }
      return empty.has(tag) ? h(tag, attributes) : h(tag, attributes, drawChildren(props.children))
    }
    return (): VNodeChild => (problems.value === undefined ? drawOwn() : [drawOwn(), h(CallbackProblems, { ends: problems.value })])
  },
})

function drawControl(control: VueComponent, { node, props, change }: Drawn): VNodeChild {
  const { id } = props
  const label = labelsItself.has(node.component) || typeof props['label'] !== 'string' || props['label'] === '' ? null : props['label']
  const isNamedByLabel = id !== undefined && labelable.has(node.component)
  const drawn = h(control, {
    node, class: 'simmer-own', onChange: change,
    props: label === null || isNamedByLabel ? props : { 'aria-label': label, ...props },
  })
  if (label === null) return drawn
  return h('div', { class: 'simmer-field', hidden: props['hidden'] === true }, [
    isNamedByLabel ? h('label', { class: 'simmer-label', for: idKey(id) }, label) : h('span', { class: 'simmer-label' }, label), drawn,
  ])
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
