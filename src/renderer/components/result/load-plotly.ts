/** An element that Plotly has drawn in. */
export type PlotlyElement = HTMLElement & { readonly on: (event: string, listener: (event: unknown) => void) => void }
/** What of Plotly the window uses. */
export interface Plotly {
  readonly react: (element: HTMLElement, figure: { readonly data: readonly object[]; readonly layout: object; readonly config: object }) => Promise<PlotlyElement>
  readonly purge: (element: HTMLElement) => void
  readonly Plots: { readonly resize: (element: HTMLElement) => Promise<unknown> }
}

let loaded: Promise<Plotly> | undefined

/** Plotly, fetched with the first figure and kept: it is larger than everything else in the window together. */
export function loadPlotly(): Promise<Plotly> {
  loaded ??= import('plotly.js-dist-min').then((module) => ('default' in module ? module.default : module) as unknown as Plotly)
  return loaded
}
