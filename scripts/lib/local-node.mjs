import { join } from 'node:path'
import { root } from './paths.mjs'

/** The oldest Node that the project's tools run on; the `node` dev dependency supplies a newer one. */
export const oldestNode = 24

/** The project's own Node, whatever the machine has. */
export const localNode = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
