import { defineTask, integer } from 'simmer'
import { countPrimes } from './lib/primes/count-primes.ts'

export default defineTask({
  title: 'Count primes',
  description: 'Counts the prime numbers up to a limit, exactly, with a segmented sieve.',
  params: {
    limit: integer({ label: 'Up to', default: 1_000_000, min: 2, max: 10_000_000_000, help: 'A thousand million takes about a second.' }),
  },
  cacheBy: [],
  run({ limit }, job) {
    const primes = countPrimes(limit, (reached) => {
      job.progress(reached / limit, `Sieved up to ${reached.toLocaleString('en')}`)
    })
    return { primes }
  },
})
