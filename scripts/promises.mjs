import { root } from './lib/paths.mjs'
import { localNode } from './lib/local-node.mjs'
import { runAttached } from './lib/run-attached.mjs'
import { runMain } from './lib/run-main.mjs'
import { vitestArgs } from './lib/vitest-args.mjs'

// `npm run promises -- R1 R7`: the tests whose titles begin with these ids (none: every R) at the size that is promised.
await runMain(async () => {
  const asked = process.argv.slice(2)
  const ids = asked.length === 0 ? String.raw`R\d+` : `(?:${asked.join('|')})`
  const args = ['-t', String.raw`(^| )${ids}(?![\w.])`, '--reporter=verbose', '--passWithNoTests', '--no-file-parallelism']
  return runAttached(localNode, vitestArgs(['unit', 'integration'], { results: '', args }), { cwd: root, env: { ...process.env, SIMMER_FULL_SIZE: '1' } })
})
