import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { root } from '../../scripts/lib/paths.mjs'
import * as simmer from '../../src/sdk/index.ts'
import { optionNames } from '../../src/shared/registration/option-names.ts'

const text = readFileSync(join(root, 'docs/from-dash.md'), 'utf8')
/** The cells of the tables: [what Dash says, what we say]. */
const rows = text.split('\n').filter((line) => /^\| (?!Dash \||---)/.test(line)).map((line) => line.split(/(?<!\\) \| |^\| | \|$/).slice(1))

/** What Dash's reference names. */
const dashNames = [
  'long_callback', 'background=True', 'manager', 'DiskcacheManager', 'CeleryManager', 'running', 'cancel', 'progress', 'progress_default', 'set_progress', 'interval', 'cache_by', 'cache_args_to_skip', 'expire',
  'prevent_initial_call', 'initial_duplicate', 'suppress_callback_exceptions', 'allow_duplicate', 'optional=True', 'on_error', 'clientside_callback', 'Patch', 'no_update', 'PreventUpdate', 'set_props', 'callback_context', 'triggered_id',
  'triggered_prop_ids', 'args_grouping', 'ALL', 'MATCH', 'ALLSMALLER', 'register_page', 'external_stylesheets', 'dash_table', 'app.layout', 'app.run', 'n_clicks', 'children', 'className', 'dcc.Input', 'dcc.Textarea', 'dcc.Dropdown', 'dcc.Slider',
  'dcc.RangeSlider', 'dcc.Checklist', 'dcc.RadioItems', 'dcc.DatePickerSingle', 'dcc.DatePickerRange', 'dcc.Upload', 'dcc.Store', 'dcc.Interval', 'dcc.Tabs', 'dcc.Tab', 'dcc.Markdown', 'dcc.Graph', 'dcc.Download', 'dcc.Loading', 'dcc.Clipboard',
  'dcc.ConfirmDialog', 'dcc.Link', 'dcc.Location', 'dcc.Tooltip', 'dcc.Geolocation', 'dcc.LogoutButton', 'dcc.send_file', 'html.Div', 'html.Iframe', 'persistence', 'loading_state', 'plotly.express',
]

describe('docs/from-dash.md', () => {
  it.each(dashNames)('says what becomes of %s', (name) => {
    expect(rows.map(([dash = '']) => dash).join('\n') + text.slice(text.indexOf('`html.Div(children'), text.indexOf('## dash.dcc'))).toContain(name)
  })

  it('names every long-callback option that Dash does not have, and only what there is', () => {
    for (const name of optionNames.longCallback.filter((each) => !['name', 'run'].includes(each))) expect(text).toContain(name)
    for (const [, name = ''] of text.matchAll(/controls\.(\w+)/g)) if (name !== 'md') expect(simmer.controls).toHaveProperty(name)
    for (const [, ours = ''] of rows) for (const [, name = ''] of ours.matchAll(/`(\w+)\(/g)) if (name !== 'setProgress') expect(simmer, name).toHaveProperty(name)
  })

  it('links to pages and headings that there are', () => {
    const headingsOf = (page: string): readonly string[] => [...readFileSync(join(root, 'docs', page), 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => heading.toLowerCase().replace(/[^\w\s-]/g, '').replaceAll(' ', '-'))
    for (const [, page = '', heading] of text.matchAll(/\]\(([\w-]+\.md)?(?:#([^)]+))?\)/g)) if (heading !== undefined) expect(headingsOf(page === '' ? 'from-dash.md' : page)).toContain(heading)
  })
})
