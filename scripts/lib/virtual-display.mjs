import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { Failure } from './failure.mjs'

/**
 * Starts Xvfb on a free display.
 * @param {{ width?: number, height?: number }} [size] of the screen, in pixels
 * @returns {Promise<{ display: string, stop: () => Promise<void> }>} `display` as DISPLAY wants it, such as `:4`
 */
export async function startVirtualDisplay({ width = 1600, height = 1000 } = {}) {
  // Only root may make the folder, and inside a user namespace no one is.
  try {
    mkdirSync('/tmp/.X11-unix', { mode: 0o1777 })
  } catch {
    // It stands already, or Xvfb does with an abstract socket alone.
  }
  const args = ['-displayfd', '3', '-screen', '0', `${width}x${height}x24`, '-nolisten', 'tcp', '-noreset']
  // Ended by the kernel where this process is killed and can stop nothing any more.
  const server = spawn('setpriv', ['--pdeathsig', 'TERM', 'Xvfb', ...args], { stdio: ['ignore', 'ignore', 'pipe', 'pipe'] })
  const number = await displayNumber(server)
  return {
    display: `:${number}`,
    async stop() {
      if (server.exitCode !== null || server.signalCode !== null) return
      const gone = once(server, 'exit')
      server.kill()
      await gone
    },
  }
}

/**
 * @param {import('node:child_process').ChildProcess} server
 * @returns {Promise<string>}
 */
function displayNumber(server) {
  return new Promise((resolve, reject) => {
    let said = ''
    let number = ''
    /** @param {string} why */
    const fail = (why) => {
      reject(new Failure(`Xvfb did not start: ${why}`, 'Run `npm run setup`, which installs it (Debian package xvfb).'))
    }
    server.stderr?.on('data', (chunk) => {
      said += chunk
    })
    const pipe = /** @type {import('node:stream').Readable} */ (server.stdio[3])
    pipe.on('data', (chunk) => {
      number += chunk
      if (number.endsWith('\n')) resolve(number.trim())
    })
    server.on('error', (error) => {
      fail(error.message)
    })
    server.on('exit', (code) => {
      fail(`it ended with ${code}: ${said.trim()}`)
    })
  })
}
