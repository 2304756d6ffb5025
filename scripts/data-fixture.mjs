import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Failure } from './lib/failure.mjs'
import { localNode } from './lib/local-node.mjs'
import { root } from './lib/paths.mjs'
import { runCaptured } from './lib/run-captured.mjs'
import { runMain } from './lib/run-main.mjs'

// `npm run data-fixture`: keeps a data folder as this code writes it in test/fixtures/data-folders, named by the versions
// of its databases. With a commit (`npm run data-fixture -- e444f99`): as the code of that commit wrote it.
await runMain(async () => {
  const [commit] = process.argv.slice(2)
  const work = mkdtempSync(join(tmpdir(), 'simmer-fixture-'))
  try {
    const code = commit === undefined ? root : await checkOut(commit, join(work, 'code'))
    const folder = join(work, 'data')
    await run(localNode, [join(root, 'test/support/fill-data-folder.ts'), code, folder])
    const name = `simmer-${versionOf(join(folder, 'simmer.db'))}-cache-${versionOf(join(folder, 'cache.db'))}`
    const target = join(root, 'test/fixtures/data-folders', name)
    if (existsSync(target)) throw new Failure(`${target} is there already`, 'What was shipped stays as it is. If these versions were not shipped yet, remove the folder and try again.')
    cpSync(folder, target, { recursive: true })
    console.log(`kept as test/fixtures/data-folders/${name}`)
    return 0
  } finally { rmSync(work, { recursive: true, force: true }) }
})

/**
 * The files of a commit, with this project's packages.
 * @param {string} commit
 * @param {string} folder
 */
async function checkOut(commit, folder) {
  // By its hash: a name may be another commit in the clone.
  const { stdout } = await run('git', ['rev-parse', `${commit}^{commit}`])
  await run('git', ['clone', '--quiet', '--shared', '--no-checkout', root, folder])
  await run('git', ['-C', folder, '-c', 'advice.detachedHead=false', 'checkout', '--quiet', stdout.trim()])
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  return folder
}

/**
 * @param {string} command
 * @param {readonly string[]} args
 */
async function run(command, args) {
  const ran = await runCaptured(command, args, { cwd: root })
  const { code, output } = ran
  if (code !== 0) throw new Failure(`${command} ${args.join(' ')} ended with ${code}:\n${output}`, 'Mend what it names, then try again.')
  return ran
}

/**
 * `user_version`, from the file's header.
 * @param {string} file
 */
function versionOf(file) {
  return readFileSync(file).readUInt32BE(60)
}
