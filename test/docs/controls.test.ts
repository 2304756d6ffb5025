import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { controls } from '../../src/sdk/controls.ts'
import { html } from '../../src/sdk/html.ts'
import type { Component } from '../../src/shared/component.ts'
import { ownProps } from '../../src/shared/registration/component-props.ts'

const text = readFileSync(join(import.meta.dirname, '../../docs/controls.md'), 'utf8')
const rows = new Map([...text.matchAll(/^\| `((?:controls|html)\.\w+)` \| ([^|]+) \|/gm)]
  .map(([, name = '', props = '']) => [name, [...props.matchAll(/`(\w+)`/g)].map(([, prop]) => prop)] as const))

const makers: Readonly<Record<string, (props: never) => Component>> = {
  ...Object.fromEntries(Object.entries(controls).map(([name, make]) => [`controls.${name}`, make as (props: never) => Component])),
  'html.raw': () => html.raw(''),
}

it('I2: docs/controls.md has a row for each control, with each of its props', () => {
  expect([...rows.keys()].sort()).toEqual(Object.keys(makers).sort())
  for (const [name, make] of Object.entries(makers)) {
    const { component } = make({} as never)
    const documented = (rows.get(name) ?? []).filter((prop) => prop !== 'children')
    expect(documented.sort(), name).toEqual([...ownProps[component] ?? []].sort())
  }
})
