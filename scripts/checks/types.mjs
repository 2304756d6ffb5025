import { join } from 'node:path'
import { localNode } from '../lib/local-node.mjs'
import { root } from '../lib/paths.mjs'
import { readJson } from '../lib/read-json.mjs'
import { runCaptured } from '../lib/run-captured.mjs'

/** @typedef {{ project: string, passed: boolean, output: string }} TypeCheck */

/** Vue's compiler for what has Vue files in it, TypeScript's own for the rest. */
const compilers = { vue: 'vue-tsc/bin/vue-tsc.js', plain: 'typescript/bin/tsc' }
const withVue = ['web', 'test']

/**
 * Checks every project that tsconfig.json refers to, two at a time. What did not change since the last run is not
 * looked at again.
 * @returns {Promise<TypeCheck[]>} in the order of tsconfig.json
 */
export async function checkTypes() {
  const projects = projectNames()
  /** @type {TypeCheck[]} */
  const checks = []
  const queue = [...projects]
  const worker = async () => {
    for (let project = queue.shift(); project !== undefined; project = queue.shift()) checks.push(await checkProject(project))
  }
  await Promise.all([worker(), worker()])
  return checks.sort((a, b) => projects.indexOf(a.project) - projects.indexOf(b.project))
}

function projectNames() {
  /** @type {{ references: { path: string }[] }} */
  const { references } = readJson(join(root, 'tsconfig.json'))
  return references.map(({ path }) => path.replace(/^\.\/tsconfig\.(.+)\.json$/, '$1'))
}

/**
 * @param {string} project
 * @returns {Promise<TypeCheck>}
 */
async function checkProject(project) {
  const compiler = join(root, 'node_modules', withVue.includes(project) ? compilers.vue : compilers.plain)
  const known = join(root, 'node_modules', '.cache', 'types', `${project}.tsbuildinfo`)
  const args = [compiler, '-p', join(root, `tsconfig.${project}.json`), '--incremental', '--tsBuildInfoFile', known, '--pretty', 'false']
  const { code, output } = await runCaptured(localNode, args, { cwd: root })
  return { project, passed: code === 0, output: output.trim() }
}
