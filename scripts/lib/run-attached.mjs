import { spawn } from 'node:child_process'
import { constants } from 'node:os'

/**
 * Runs a command on this terminal and returns its exit code, 128 + the signal's number where a signal ended it, as
 * shells do. Ctrl-C reaches the command through the terminal's process group, so this process only waits; SIGTERM and
 * SIGHUP come to this process alone and are passed on.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<number>}
 */
export function runAttached(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'inherit', ...options })
    const wait = () => undefined
    /** @param {NodeJS.Signals} signal */
    const passOn = (signal) => child.kill(signal)
    process.on('SIGINT', wait)
    process.on('SIGTERM', passOn)
    process.on('SIGHUP', passOn)
    const finish = () => {
      process.off('SIGINT', wait)
      process.off('SIGTERM', passOn)
      process.off('SIGHUP', passOn)
    }
    child.on('error', (error) => {
      finish()
      reject(error)
    })
    child.on('close', (code, signal) => {
      finish()
      resolve(code ?? 128 + (signal ? constants.signals[signal] : 1))
    })
  })
}
