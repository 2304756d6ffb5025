import type { ComponentId } from './dependency.ts'

/** A node of a layout: plain, cloneable, and nothing else. `children` and `id` are props like any other. */
export interface Component {
  readonly component: string
  readonly props: ComponentProps
}
export interface ComponentProps {
  /** Names the component for callbacks. */
  readonly id?: ComponentId
  /** What is inside: components and text. */
  readonly children?: ComponentChild
  readonly [prop: string]: unknown
}
/** What a `children` prop may hold. Text is drawn as text, never as markup (I3). */
export type ComponentChild = Component | string | number | boolean | null | undefined | readonly ComponentChild[]

/** Tells a component from any other value in a `children` prop. */
export function isComponent(candidate: unknown): candidate is Component {
  return typeof candidate === 'object' && candidate !== null && 'component' in candidate && 'props' in candidate
    && typeof candidate.component === 'string' && typeof candidate.props === 'object' && candidate.props !== null
}

/** Calls `visit` for each component below `child`, itself included, parents first, in layout order. */
export function walkComponents(child: unknown, visit: (component: Component) => void): void {
  if (Array.isArray(child)) { for (const item of child) walkComponents(item, visit) }
  else if (isComponent(child)) {
    visit(child)
    walkComponents(child.props.children, visit)
  }
}
