import { arg, choice, defineTask, file, fileMtime } from 'simmer'
import { profileCsv } from './lib/csv/profile-csv.ts'

export default defineTask({
  title: 'Profile a CSV file',
  description: 'Says of each column of a CSV file of any size: its type, missing and distinct values, range, mean, spread, and the most frequent values.',
  params: {
    file: file({ label: 'CSV file', default: 'data/bird-strikes.csv', extensions: ['csv', 'tsv', 'txt'] }),
    delimiter: choice({ label: 'Delimiter', choices: ['auto', 'comma', 'semicolon', 'tab', 'pipe'], default: 'auto' }),
    header: choice({ label: 'Header', choices: ['auto', 'yes', 'no'], default: 'auto', help: 'Does the first row name the columns?' }),
  },
  cacheBy: [fileMtime(arg('file'))],
  run({ file: path, delimiter, header }, job) {
    return profileCsv(path, {
      delimiter,
      header,
      onProgress: ({ bytes, size, rows }) => { job.progress(bytes / size, `${rows.toLocaleString('en')} rows`) },
    })
  },
})
