/** An expected failure of a script: says what is wrong and what to do about it, and is printed without a stack. */
export class Failure extends Error {
  /**
   * @param {string} what what went wrong, and where
   * @param {string} fix what the reader can do
   * @param {{ cause?: unknown }} [options]
   */
  constructor(what, fix, options = {}) {
    super(what, options)
    this.name = 'Failure'
    this.fix = fix
  }
}
