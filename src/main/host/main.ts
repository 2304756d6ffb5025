// Scripts import it: loaded before source maps are switched on, its own map is never read, which takes longer than itself.
import '../../sdk/index.ts'
import { blockOutput } from './blocking-output.ts'
import { hostDescription } from './describe-host.ts'
import { makeFlags } from './flags.ts'
import { HostChannel } from './host-channel.ts'
import { hostJob, type HostParts } from './job-host.ts'
import { hostPage } from './page-host.ts'

// The one program of all hosts: `main.js <what> <watchdog>`, started by main with the channel as descriptor 3.

const [what, watched] = process.argv.slice(2)
const watchdog = watched !== 'no-watchdog'
const flags = makeFlags()
const parts: HostParts = { channel: new HostChannel(flags, watchdog), flags, watchdog }
process.setSourceMapsEnabled(true)
blockOutput()

switch (what) {
  case 'job': await hostJob(parts); break
  case 'page': await hostPage(parts); break
  case 'describe': await hostDescription(parts); break
  default: throw new Error(`A host is started by Simmer, with what it is for: job, page or describe; not with ${String(what)}`)
}
