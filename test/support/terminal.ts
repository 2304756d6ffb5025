import { join } from 'node:path'
import { execa } from 'execa'
import { localNode } from '../../scripts/lib/local-node.mjs'
import { root } from '../../scripts/lib/paths.mjs'
import type { LaunchedApp } from './launch-app.ts'

export interface TerminalEnd { readonly exitCode: number | undefined; readonly stdout: string }

/** `simmer` in a terminal, on the data folder of a tested app. */
export async function terminal({ dataDir }: Pick<LaunchedApp, 'dataDir'>, args: readonly string[]): Promise<TerminalEnd> {
  const { exitCode, stdout } = await execa(localNode, [join(root, 'out/cli/main.js'), ...args], { reject: false, env: { SIMMER_DATA: dataDir } })
  return { exitCode, stdout }
}
