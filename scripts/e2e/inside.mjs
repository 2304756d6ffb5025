import { localNode } from '../lib/local-node.mjs'
import { root } from '../lib/paths.mjs'
import { runAttached } from '../lib/run-attached.mjs'
import { runMain } from '../lib/run-main.mjs'
import { vitestArgs } from '../lib/vitest-args.mjs'

// Runs in the namespaces that e2e.mjs made: the counters that the last project reads are those of this network alone.
await runMain(async () => {
  const [results = '', ...args] = process.argv.slice(2)
  const tests = await runAttached(localNode, vitestArgs(['e2e'], { results, args }), { cwd: root })
  const network = await runAttached(localNode, vitestArgs(['network'], { results }), { cwd: root })
  return tests || network
})
