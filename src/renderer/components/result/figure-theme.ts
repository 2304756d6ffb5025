import { isPlainObject } from '../../../shared/grouping.ts'

type Layout = Readonly<Record<string, unknown>>

/** The window's colours for a figure, read where it is drawn, so that light and dark need no table of their own. */
function figureTemplate(element: Element): Layout {
  const style = getComputedStyle(element)
  const token = (name: string): string => style.getPropertyValue(name).trim()
  const axis = {
    gridcolor: token('--ui-border'), linecolor: token('--ui-border-accented'), zerolinecolor: token('--ui-border-accented'),
    tickcolor: token('--ui-border-accented'), automargin: true, title: { standoff: 12 },
  }
  return {
    layout: {
      paper_bgcolor: 'rgba(0,0,0,0)', plot_bgcolor: 'rgba(0,0,0,0)',
      font: { family: '"Inter Variable", sans-serif', size: 12, color: token('--ui-text') },
      colorway: ['--color-teal-500', '--color-amber-500', '--color-sky-500', '--color-rose-500', '--color-violet-500', '--color-lime-500', '--color-fuchsia-500', '--color-stone-500']
        .map(token).map((color, index) => color || fallbackColors[index]),
      margin: { l: 56, r: 20, t: 36, b: 44 }, xaxis: axis, yaxis: axis,
      hoverlabel: { bgcolor: token('--ui-bg-elevated'), bordercolor: token('--ui-border-accented'), font: { color: token('--ui-text-highlighted') } },
      legend: { bgcolor: 'rgba(0,0,0,0)' },
      modebar: { bgcolor: 'rgba(0,0,0,0)', color: token('--ui-text-dimmed'), activecolor: token('--ui-primary') },
    },
  }
}

/** The script's layout over ours: what it says wins, its own template included; the figure fills the place it has. */
export function themedLayout(layout: Layout | undefined, element: Element): Layout {
  const given = isPlainObject(layout) ? layout : {}
  return { ...given, template: given['template'] ?? figureTemplate(element), autosize: given['width'] === undefined }
}

const fallbackColors = ['#0d9488', '#d97706', '#0284c7', '#e11d48', '#7c3aed', '#65a30d', '#c026d3', '#78716c']
