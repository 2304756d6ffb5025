/**
 * @typedef {object} Reporter
 * @property {(name: string) => StepReport} step
 *
 * @typedef {object} StepReport
 * @property {(text: string) => void} working says what takes a while, before it is done
 * @property {(text: string) => void} finished ends the step's line
 * @property {() => void} failed ends the step's line where it stopped
 */

/**
 * Prints one line per step. A quiet reporter leaves out the steps that had nothing to do.
 * @param {{ quiet: boolean, stream: NodeJS.WritableStream, now: () => number }} options
 * @returns {Reporter}
 */
export function createReporter({ quiet, stream, now }) {
  return {
    step(name) {
      const began = now()
      let open = false
      const label = `${name}:`.padEnd(18)
      return {
        working(text) {
          stream.write(`${open ? ' ' : label}${text} …`)
          open = true
        },
        finished(text) {
          if (open) stream.write(` ${text} (${((now() - began) / 1000).toFixed(0)} s)\n`)
          else if (!quiet) stream.write(`${label}${text}\n`)
        },
        failed() {
          if (open) stream.write(' failed\n')
        },
      }
    },
  }
}
