import type { Component } from 'simmer'

/** What a prop takes, and what it does. */
export type PropRow = readonly [type: string, about: string]

/** One control as the gallery shows it. `code` makes exactly `demo`. */
export interface GalleryEntry {
  /** As a script calls it, such as `controls.input`. */
  readonly name: string
  readonly about: string
  readonly demo: Component
  readonly code: string
  readonly props: Readonly<Record<string, PropRow>>
  /** Needs the width of the page. */
  readonly wide?: boolean
  /** The id of the control in the demo, and those of its props that are shown live. */
  readonly live: { readonly id: string; readonly props: readonly string[] } | null
}

/** Entries of one kind, shown on one tab. */
export interface GalleryGroup { readonly title: string; readonly about: string; readonly entries: readonly GalleryEntry[] }
