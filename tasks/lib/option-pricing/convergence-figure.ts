import { bandWidth, type Estimate } from './price-option.ts'

/** A Plotly figure as plain JSON. */
export interface ConvergenceFigure {
  readonly data: readonly Readonly<Record<string, unknown>>[]
  readonly layout: Readonly<Record<string, unknown>>
}

const bandColor = 'rgba(59, 130, 246, 0.2)'
const estimateColor = 'rgb(59, 130, 246)'
const exactColor = 'rgb(234, 88, 12)'

/** Estimates with their 95 % band over the number of paths, and the exact price as a dashed line where there is one. */
export function convergenceFigure(estimates: readonly Estimate[], exact: number | null): ConvergenceFigure {
  const x = estimates.map((estimate) => estimate.paths)
  const bound = (sign: 1 | -1): readonly number[] => estimates.map(({ price, standardError }) => price + sign * bandWidth * standardError)
  const edge = { type: 'scatter', mode: 'lines', x, line: { width: 0 }, hoverinfo: 'skip' }
  const exactLine = { type: 'scatter', mode: 'lines', name: 'Black–Scholes', x: [0, x.at(-1) ?? 1], y: [exact, exact], line: { color: exactColor, dash: 'dash' } }
  return {
    data: [
      { ...edge, y: bound(-1), showlegend: false },
      { ...edge, y: bound(1), name: '95 % band', fill: 'tonexty', fillcolor: bandColor },
      { type: 'scatter', mode: 'lines', name: 'Estimate', x, y: estimates.map((estimate) => estimate.price), line: { color: estimateColor } },
      ...(exact === null ? [] : [exactLine]),
    ],
    layout: {
      height: 360,
      margin: { t: 20, r: 20 },
      xaxis: { title: { text: 'Paths' }, rangemode: 'tozero' },
      yaxis: { title: { text: 'Price' } },
      legend: { orientation: 'h', y: 1.1 },
      uirevision: 'convergence',
    },
  }
}
