import { join } from 'node:path'
import { execa, type Result } from 'execa'
import { localNode } from '../../scripts/lib/local-node.mjs'
import { root } from '../../scripts/lib/paths.mjs'
import type { LaunchedApp } from './launch-app.ts'

/** `simmer` in a terminal, on the data folder of a tested app. Its exit code is part of the result. */
export function terminal({ dataDir }: Pick<LaunchedApp, 'dataDir'>, args: readonly string[]): Promise<Result> {
  return execa(localNode, [join(root, 'out/cli/main.js'), ...args], { reject: false, env: { SIMMER_DATA: dataDir } })
}
