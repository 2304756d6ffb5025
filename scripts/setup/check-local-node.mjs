import { Failure } from '../lib/failure.mjs'
import { localNode, oldestNode } from '../lib/local-node.mjs'
import { runCaptured } from '../lib/run-captured.mjs'

/**
 * Checks that the `node` package brought a Node that runs here. A process that already is that Node has proved it.
 * @param {import('./reporter.mjs').StepReport} report
 */
export async function checkLocalNode(report) {
  const version = process.execPath === localNode ? process.version : await versionOf(localNode)
  report.finished(`${version}, from the npm package \`node\``)
}

/**
 * @param {string} executable
 * @returns {Promise<string>}
 */
export async function versionOf(executable) {
  const result = await runCaptured(executable, ['--version'])
  const version = result.stdout.trim()
  const major = Number(/^v(\d+)\./.exec(version)?.[1] ?? 0)
  if (result.code !== 0 || major < oldestNode) {
    throw new Failure(
      `Node ${oldestNode} was expected at ${executable}, but it ${result.code === 0 ? `is ${version}` : `does not run: ${result.output.trim()}`}`,
      'The npm package `node` brings it when its install script may run: `npm rebuild node --ignore-scripts=false`, then try again.',
    )
  }
  return version
}
