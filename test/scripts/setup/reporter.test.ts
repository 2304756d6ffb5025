import { Writable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { createReporter } from '../../../scripts/setup/reporter.mjs'

describe('a step of the set-up', () => {
  it('is one line, whether it works long, does nothing or fails', () => {
    const { printed, step } = reporter(false)
    step('one').finished('up to date')
    const two = step('two')
    two.working('fetching')
    two.working('making')
    two.finished('done')
    const three = step('three')
    three.working('fetching')
    three.failed()
    expect(printed()).toBe(
      'one:              up to date\ntwo:              fetching … making … done (3 s)\nthree:            fetching … failed\n',
    )
  })

  it('is not mentioned by a quiet reporter when it had nothing to do', () => {
    const { printed, step } = reporter(true)
    step('one').finished('up to date')
    expect(printed()).toBe('')
  })
})

function reporter(quiet: boolean) {
  let text = ''
  let clock = 0
  const stream = new Writable({
    write(chunk, _encoding, done) {
      text += String(chunk)
      done()
    },
  })
  const { step } = createReporter({ quiet, stream, now: () => (clock += 3000) })
  return { step, printed: () => text }
}
