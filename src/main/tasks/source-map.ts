import path from 'node:path'
import { pathToFileURL } from 'node:url'

/** A source map as a comment at a bundle's end, its sources as URLs, so that the bundle may lie anywhere. */
export function inlineSourceMap(json: string, bundleFile: string): string {
  const map = JSON.parse(json) as { readonly sources: readonly string[] }
  const folder = path.dirname(bundleFile)
  const sources = map.sources.map((source) => (/^[a-z][a-z+.-]+:/u.test(source) ? source : pathToFileURL(path.resolve(folder, source)).href))
  const encoded = Buffer.from(JSON.stringify({ ...map, sources })).toString('base64')
  return `//# sourceMappingURL=data:application/json;base64,${encoded}\n`
}
