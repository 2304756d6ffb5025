import { parseArgs } from 'node:util'
import { runChaos } from './chaos.ts'
import { guards } from './guards.ts'
import { formatChaos } from './report.ts'

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '100' }, seed: { type: 'string', default: String(Date.now() % 1_000_000) }, only: { type: 'string' }, times: { type: 'string', default: '1' },
    control: { type: 'string' }, json: { type: 'boolean', default: false }, engine: { type: 'boolean', default: false }, app: { type: 'boolean', default: false },
  },
})
process.exitCode = await main()

async function main(): Promise<number> {
  const guard = values.control === undefined ? null : guards[values.control]
  if (guard === undefined) return refuse(`--control ${values.control ?? ''} is none of ${Object.keys(guards).join(', ')}`)
  const numbers = [values.seed, values.rounds, values.only ?? '0', values.times]
  if (!numbers.every((text) => /^\d+$/.test(text))) return refuse('--seed, --rounds, --only and --times take whole numbers')
  const [seed = 0, count = 0, only = 0, times = 1] = numbers.map(Number)
  const rounds = values.only === undefined ? Array.from({ length: count }, (_, index) => index + 1) : Array.from({ length: times }, () => only)
  const began = performance.now()
  const end = await runChaos({
    kind: values.app ? 'app' : 'engine', seed, rounds, guard,
    enough: (faults) => guard !== null && faults.some(({ kind }) => kind === guard.shows),
    played: (round, faults) => {
      if (!values.json && round % 25 === 0) process.stderr.write(`round ${round}, ${((performance.now() - began) / 1_000).toFixed(0)} s\n`)
      for (const { kind, story } of faults) process.stderr.write(`seed ${seed} round ${round}: ${kind}: ${story}\n`)
    },
  })
  process.stdout.write(values.json ? `${JSON.stringify(end)}\n` : formatChaos(end))
  return end.faults.length === 0 ? 0 : 1
}

function refuse(problem: string): number {
  process.stderr.write(`${problem}\n`)
  return 2
}
