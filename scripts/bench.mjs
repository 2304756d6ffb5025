import { join } from 'node:path'
import { localNode } from './lib/local-node.mjs'
import { root } from './lib/paths.mjs'
import { runAttached } from './lib/run-attached.mjs'
import { runMain } from './lib/run-main.mjs'
import { withDisplay } from './lib/with-display.mjs'

await runMain(() => withDisplay((env) => runAttached(localNode, [join(root, 'bench', 'main.ts'), ...process.argv.slice(2)], { cwd: root, env })))
