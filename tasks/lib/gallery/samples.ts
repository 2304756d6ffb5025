import type { Figure } from 'simmer'

/** A table of stations, the same at every call. */
export function sampleRows(): readonly Readonly<Record<string, string | number>>[] {
  const stations = ['Bonn', 'Graz', 'Bern', 'Oslo', 'Lyon', 'Turku', 'Gdańsk', 'Porto']
  return Array.from({ length: 200 }, (_, index) => ({
    station: `${stations[index % stations.length] ?? ''} ${Math.floor(index / stations.length) + 1}`,
    height: 20 + (index * 37) % 560, rain: Number((400 + 300 * Math.sin(index / 7)).toFixed(1)),
  }))
}

/** A damped wave with its envelope. */
export function sampleFigure(): Figure {
  const x = Array.from({ length: 121 }, (_, index) => index / 10)
  return {
    data: [
      { type: 'scatter', mode: 'lines', name: 'signal', x, y: x.map((t) => Number((Math.exp(-t / 5) * Math.cos(3 * t)).toFixed(4))) },
      { type: 'scatter', mode: 'lines', name: 'envelope', line: { dash: 'dot' }, x, y: x.map((t) => Number(Math.exp(-t / 5).toFixed(4))) },
    ],
    layout: { height: 260, margin: { t: 16, r: 8, b: 36, l: 40 }, xaxis: { title: { text: 'seconds' } } },
  }
}

/** A small drawing as a data URL. */
export function samplePicture(): string {
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 96"><defs><linearGradient id="sky" x2="0" y2="1"><stop stop-color="#155e75"/><stop offset="1" stop-color="#fb923c"/></linearGradient></defs>
    <rect width="240" height="96" fill="url(#sky)"/><circle cx="120" cy="74" r="24" fill="#fde68a"/><path d="M0 78 L52 56 L96 80 L150 52 L200 76 L240 60 V96 H0 Z" fill="#134e4a"/></svg>`
  return `data:image/svg+xml,${encodeURIComponent(drawing)}`
}
