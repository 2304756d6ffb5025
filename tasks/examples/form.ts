import { setTimeout as sleep } from 'node:timers/promises'
import { boolean, choice, colour, date, defineTask, file, files, folder, integer, json, multiChoice, multiline, number, range, saveAs, secret, text, timeSpan } from 'simmer'

export default defineTask({
  title: 'Every kind of field',
  description: 'A form with each kind of param, in groups; some show only when they matter, and the values are checked together.',
  params: {
    name: text({ label: 'Name', default: 'Baseline', placeholder: 'As in the report', help: 'Letters, digits, spaces and dashes.', pattern: '[\\p{L}\\d][\\p{L}\\d -]*' }),
    mode: choice({ label: 'Mode', choices: [{ label: 'Quick look', value: 'quick' }, { label: 'Thorough', value: 'thorough' }], default: 'quick' }),
    verbose: boolean({ label: 'Say every step in the log' }),
    rounds: integer({ label: 'Rounds', default: 200_000, min: 1, max: 10_000_000, step: 1_000, shownWhen: { mode: 'thorough' } }),
    tolerance: number({ label: 'Tolerance', default: 0.05, min: 0, max: 1, step: 0.01, unit: 'relative', shownWhen: { mode: 'thorough' } }),
    notes: multiline({ label: 'Notes', required: false, placeholder: 'What is this run for?' }),

    from: date({ label: 'From', default: '2026-01-01', group: 'Period' }),
    to: date({ label: 'To', default: '2026-06-30', group: 'Period', help: 'Not before From.' }),
    window: timeSpan({ label: 'Window', default: 5_400, min: 60, max: 7 * 86_400, group: 'Period', help: 'Such as 90 s, 1 h 30 min or 2d.' }),
    ages: range({ label: 'Ages', default: [18, 65], min: 0, max: 120, step: 1, unit: 'years', group: 'Period' }),

    tables: files({ label: 'Tables', extensions: ['csv', 'tsv'], required: false, group: 'Files' }),
    settings: file({ label: 'Settings file', extensions: ['json'], required: false, group: 'Files' }),
    cache: folder({ label: 'Folder for copies', required: false, group: 'Files' }),
    target: saveAs({ label: 'Report', extensions: ['pdf'], required: false, group: 'Files' }),

    parts: multiChoice({ label: 'Parts', choices: ['summary', 'tables', 'figures', 'appendix'], default: ['summary', 'tables'], min: 1, group: 'Report' }),
    line: colour({ label: 'Line colour', default: '#0f766e', group: 'Report' }),
    options: json<{ readonly depth?: number }>({ label: 'More options', default: { depth: 3, labels: ['a', 'b'] }, group: 'Report' }),

    publish: boolean({ label: 'Send it somewhere', group: 'Delivery' }),
    token: secret({ label: 'Access token', placeholder: 'Never stored', help: 'Kept in memory for the run alone, and masked in its log.', group: 'Delivery', shownWhen: { publish: true } }),
  },
  validate({ from, to, mode, rounds, tolerance }) {
    if (to < from) return { to: `This is before ${from}, where the period begins.` }
    if (mode === 'thorough' && rounds !== null && tolerance !== null && rounds * tolerance < 1) return 'So few rounds cannot reach that tolerance: raise one of the two.'
    return undefined
  },
  async run(values, job) {
    const { token, ...shown } = values
    const steps = values.mode === 'quick' ? 5 : 20
    for (let step = 1; step <= steps; step += 1) {
      await sleep(50, undefined, { signal: job.signal })
      if (values.verbose) console.log(`step ${step} of ${steps}${token === null ? '' : ` with ${token}`}`)
      job.progress(step / steps, `step ${step} of ${steps}`)
    }
    return shown
  },
})
