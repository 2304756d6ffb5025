import { arg, boolean, defineTask, folder, folderHash } from 'simmer'
import { reportFolder } from './lib/folder/folder-report.ts'

export default defineTask({
  title: 'Look through a folder',
  description: 'Finds duplicate files by their content, the largest files, and what each kind of file takes.',
  params: {
    folder: folder({ label: 'Folder', default: '.' }),
    hidden: boolean({ label: 'Include names that begin with a dot' }),
  },
  cacheBy: [folderHash(arg('folder'))],
  run({ folder: path, hidden }, job) {
    return reportFolder(path, {
      hidden,
      onProgress: (fraction, message) => { job.progress(fraction, message) },
    })
  },
})
