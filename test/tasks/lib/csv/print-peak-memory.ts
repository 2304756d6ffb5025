// A child process of the memory test: profiles the file named as its argument, prints the peak of its memory in MB and the rows.
import { profileCsv } from '../../../../tasks/lib/csv/profile-csv.ts'

const { rows } = await profileCsv(process.argv[2] ?? '', { delimiter: 'auto', header: 'auto' })
console.log(JSON.stringify({ rows, peak: process.resourceUsage().maxRSS / 1024 }))
