import { spawn } from 'node:child_process'

/**
 * @typedef {object} Captured
 * @property {number | null} code exit code; null when a signal ended it or it never started
 * @property {string} output stdout and stderr in the order they came
 * @property {string} stdout
 */

/**
 * Runs a command to its end and keeps what it prints. Never rejects: a command that cannot start has code null and
 * says why in `output`.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions & { signal?: AbortSignal }} [options]
 * @returns {Promise<Captured>}
 */
export function runCaptured(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    let stdout = ''
    child.stdout?.on('data', (chunk) => {
      output += chunk
      stdout += chunk
    })
    child.stderr?.on('data', (chunk) => {
      output += chunk
    })
    child.on('error', (error) => {
      resolve({ code: null, output: `${output}${error.message}`, stdout })
    })
    child.on('close', (code) => {
      resolve({ code, output, stdout })
    })
  })
}
