import { readFile } from 'node:fs/promises'
import { globSync } from 'node:fs'
import { expect, it } from 'vitest'
import collection from '@iconify-json/lucide/icons.json' with { type: 'json' }

it('R27: every icon that the window names is in the collection it is bundled from, so that none is asked for over the network', async () => {
  const files = globSync('src/renderer/**/*.{vue,ts}')
  const texts = await Promise.all(files.map((file) => readFile(file, 'utf8')))
  const named = [...new Set(texts.flatMap((text) => [...text.matchAll(/i-lucide-([a-z\d-]+)/g)].map(([, name]) => name ?? '')))]
  expect(named.length).toBeGreaterThan(40)
  expect(named.filter((name) => !(name in collection.icons) && !(name in collection.aliases))).toEqual([])
})
