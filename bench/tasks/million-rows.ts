import { callback, controls, defineTask, html, Input, Output } from 'simmer'

const count = 1_000_000

/** A table of a million rows, as columns, which a click brings. */
export default defineTask({
  title: 'A million rows',
  layout: html.div([html.button('Go', { id: 'go' }), controls.table({ id: 'table', maxHeight: 560 })]),
  callbacks: [callback({
    output: Output('table', 'rows'), inputs: Input('go', 'nClicks'), preventInitialCall: true,
    run: () => Object.fromEntries(Array.from({ length: 8 }, (_, column) => [`column${column}`, Float64Array.from({ length: count }, (_cell, row) => Math.sin(row * (column + 1)) * 1_000)])),
  })],
})
