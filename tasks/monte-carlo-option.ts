import { controls, defineTask, html, Input, longCallback, Output, State } from 'simmer'
import { exactPrice } from './lib/option-pricing/closed-form.ts'
import { convergenceFigure } from './lib/option-pricing/convergence-figure.ts'
import { type Estimate, priceOption } from './lib/option-pricing/price-option.ts'
import { readTerms } from './lib/option-pricing/read-terms.ts'
import { resultRows, resultSentence } from './lib/option-pricing/result-rows.ts'

const form = html.div([
  controls.radioItems({ id: 'kind', label: 'Option', inline: true, options: [{ label: 'Call', value: 'call' }, { label: 'Put', value: 'put' }], value: 'call' }),
  controls.radioItems({ id: 'style', label: 'Style', inline: true, options: [{ label: 'European', value: 'european' }, { label: 'Asian', value: 'asian' }], value: 'european' }),
  controls.input({ id: 'spot', label: 'Price today', type: 'number', value: 100, min: 0 }),
  controls.input({ id: 'strike', label: 'Strike', type: 'number', value: 100, min: 0 }),
  controls.input({ id: 'rate', label: 'Interest rate, % a year', type: 'number', value: 5 }),
  controls.input({ id: 'dividend', label: 'Dividend yield, % a year', type: 'number', value: 0 }),
  controls.input({ id: 'volatility', label: 'Volatility, % a year', type: 'number', value: 20, min: 0 }),
  controls.input({ id: 'years', label: 'Years to expiry', type: 'number', value: 1, min: 0 }),
  controls.input({ id: 'fixings', label: 'Fixings (Asian)', type: 'number', value: 52, min: 1, step: 1 }),
  controls.input({ id: 'paths', label: 'Paths', type: 'number', value: 5_000_000, min: 1000, step: 1000 }),
  controls.input({ id: 'seed', label: 'Seed', type: 'number', value: 1, min: 0, step: 1 }),
], { style: { display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(12rem, 1fr))', gap: '0.75rem' } })

const emptyFigure = convergenceFigure([], null)

export default defineTask({
  title: 'Price an option',
  description: 'Prices a European or Asian option by Monte Carlo simulation, and draws how the estimate converges.',
  cacheBy: [],
  layout: html.div([
    form,
    html.div([
      html.button('Run', { id: 'run' }),
      html.button('Cancel', { id: 'cancel', disabled: true }),
      html.progress({ id: 'bar', max: 1, value: 0 }),
    ], { style: { display: 'flex', alignItems: 'center', gap: '0.75rem', margin: '1rem 0' } }),
    html.p('Not priced yet', { id: 'summary' }),
    controls.graph({ id: 'convergence', figure: emptyFigure }),
    controls.table({ id: 'result', rows: [] }),
  ]),
  callbacks: [longCallback({
    output: { summary: Output('summary', 'children'), figure: Output('convergence', 'figure'), rows: Output('result', 'rows') },
    inputs: { clicks: Input('run', 'nClicks') },
    state: {
      kind: State('kind', 'value'), style: State('style', 'value'),
      spot: State('spot', 'value'), strike: State('strike', 'value'),
      ratePercent: State('rate', 'value'), dividendPercent: State('dividend', 'value'), volatilityPercent: State('volatility', 'value'),
      years: State('years', 'value'), fixings: State('fixings', 'value'),
      paths: State('paths', 'value'), seed: State('seed', 'value'),
    },
    cacheArgsToSkip: 'clicks',
    running: [[Output('run', 'disabled'), true, false], [Output('cancel', 'disabled'), false, true]],
    cancel: Input('cancel', 'nClicks'),
    progress: [Output('bar', 'value'), Output('convergence', 'figure')],
    progressDefault: [0, emptyFigure],
    preventInitialCall: true,
    run(setProgress, fields) {
      const { terms, paths, seed } = readTerms(fields)
      const exact = exactPrice(terms)
      const estimates: Estimate[] = []
      const onCheckpoint = (estimate: Estimate): void => {
        estimates.push(estimate)
        setProgress([Math.min(1, estimate.paths / paths), convergenceFigure(estimates, exact)])
      }
      const price = priceOption(terms, { paths, seed, onCheckpoint })
      return { summary: resultSentence(terms, price), figure: convergenceFigure(estimates, exact), rows: resultRows(terms, price) }
    },
  })],
})
