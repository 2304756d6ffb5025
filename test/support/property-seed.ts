import fc from 'fast-check'

/**
 * Property tests draw the same cases at every run, so that a check that passed here passes everywhere;
 * `SIMMER_SEED=random` (or a number) draws others, which is how new faults are looked for.
 */
const asked = process.env['SIMMER_SEED']
if (asked !== 'random') fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(asked ?? 20_261_122) })
