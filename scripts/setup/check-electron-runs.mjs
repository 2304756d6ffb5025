import { electronRuntime, runtimeRecord } from '../lib/electron-runtime.mjs'
import { Failure } from '../lib/failure.mjs'
import { readJson } from '../lib/read-json.mjs'
import { runCaptured } from '../lib/run-captured.mjs'
import { writeJson } from '../lib/write-json.mjs'

/**
 * Starts the Electron that was set up once, as Node, and remembers which Chromium and Node it holds.
 * @param {import('./reporter.mjs').StepReport} report
 */
export async function checkElectronRuns(report) {
  const runtime = electronRuntime()
  if (runtime.node === undefined) {
    const { node, chrome } = await versionsOf(runtime.executable)
    writeJson(runtimeRecord, { ...readJson(runtimeRecord), node, chrome })
  }
  const { electron, node, chrome } = electronRuntime()
  report.finished(`Electron ${electron} runs (Chromium ${chrome}, Node ${node})`)
}

/**
 * @param {string} executable
 * @returns {Promise<{ node: string, chrome: string }>}
 */
async function versionsOf(executable) {
  const result = await runCaptured(executable, ['-p', 'JSON.stringify(process.versions)'], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
  })
  if (result.code !== 0) {
    throw new Failure(
      `${executable} does not run: ${result.output.trim()}`,
      'Delete the folder .cache and run `npm run setup` again.',
    )
  }
  return JSON.parse(result.stdout)
}
