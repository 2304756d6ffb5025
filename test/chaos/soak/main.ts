import { parseArgs } from 'node:util'
import { runSoak } from './soak.ts'
import { verdictOf } from './verdict.ts'

const { values } = parseArgs({ options: { hours: { type: 'string', default: '2' }, seed: { type: 'string', default: '1' }, json: { type: 'boolean', default: false } } })
const [hours, seed] = [Number(values.hours), Number(values.seed)]
if (hours > 0 && Number.isInteger(seed)) await soak()
else {
  process.stderr.write('--hours takes a number above 0, --seed a whole one\n')
  process.exitCode = 2
}

async function soak(): Promise<void> {
  const samples = await runSoak({ hours, seed, sampled: (sample) => { process.stderr.write(`${JSON.stringify(sample)}\n`) } })
  const verdict = verdictOf(samples)
  const lines = Object.entries(verdict).map(([name, figure]) => `${name.padEnd(14)}  ${Array.isArray(figure) ? figure.join(', ') || 'none' : String(figure)}`)
  process.stdout.write(values.json ? `${JSON.stringify({ ...verdict, samples })}\n` : `${lines.join('\n')}\n`)
  process.exitCode = verdict.breaches.length === 0 ? 0 : 1
}
