import { createHash, type Hash } from 'node:crypto'
import { lstat, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { execa } from 'execa'
import { AppError } from '../../shared/errors.ts'
import { pathError } from './path-error.ts'

interface Git { readonly folder: string; readonly signal: AbortSignal | undefined }

/**
 * The state of the git work tree that `folder` is in: the commit, and a hash of what differs from it, untracked
 * files included by size and mtime. Throws FILE_MISSING for a missing folder, BAD_ARGUMENT where there is no
 * repository or no git.
 */
export async function gitHash(folder: string, signal?: AbortSignal): Promise<string> {
  try { await stat(folder) } catch (thrown) { throw pathError(thrown, folder) }
  const git: Git = { folder, signal }
  const root = await ask(git, ['rev-parse', '--show-toplevel'])
  if (root === null) throw new AppError('BAD_ARGUMENT', `${folder} is in no git repository, so gitHash has nothing to read.`, { hint: 'Run "git init" there, or take another cacheBy policy such as folderHash.' })
  const head = await ask(git, ['rev-parse', '--quiet', '--verify', 'HEAD'])
  const status = await ask({ ...git, folder: root }, ['status', '--porcelain=v1', '-z', '--untracked-files=all']) ?? ''
  const commit = head ?? 'no commit'
  if (status === '') return commit
  const hash = createHash('sha256').update(status)
  for (const against of head === null ? [['--cached'], []] : [['HEAD']]) await feedDiff(hash, { ...git, folder: root }, against)
  for (const path of untrackedOf(status)) await feedFile(hash, join(root, path))
  return `${commit} with changes ${hash.digest('hex')}`
}

/** What git prints; null where it says no (exit 1 or 128 without a repository). */
async function ask(git: Git, args: readonly string[]): Promise<string | null> {
  const result = await execa('git', [...safe, ...args], { ...optionsOf(git), reject: false })
  git.signal?.throwIfAborted()
  if (result.code === 'ENOENT') throw new AppError('BAD_ARGUMENT', 'gitHash needs git, which is not installed.', { cause: result, hint: 'Install git, or take another cacheBy policy.' })
  if (!result.failed) return result.stdout
  if (result.exitCode === 1 || /not a git repository/iu.test(result.stderr)) return null
  throw new AppError('BAD_ARGUMENT', `git could not read ${git.folder}: ${result.stderr.trim().split('\n', 1)[0] ?? result.shortMessage}`, { cause: result })
}

async function feedDiff(hash: Hash, git: Git, against: readonly string[]): Promise<void> {
  const running = execa('git', [...safe, 'diff', '--no-ext-diff', '--no-textconv', '--binary', ...against], { ...optionsOf(git), buffer: false, reject: false })
  for await (const chunk of running.stdout) hash.update(chunk as Buffer)
  const { failed, exitCode } = await running
  git.signal?.throwIfAborted()
  if (failed) throw new AppError('BAD_ARGUMENT', `git could not compare ${git.folder} with its commit (exit ${exitCode ?? 'by a signal'}).`)
}

async function feedFile(hash: Hash, path: string): Promise<void> {
  try {
    const { size, mtimeNs } = await lstat(path, { bigint: true })
    hash.update(`${path}\0${size}\0${mtimeNs}\0`)
  } catch { hash.update(`${path}\0gone\0`) }
}

function untrackedOf(status: string): readonly string[] {
  return status.split('\0').filter((entry) => entry.startsWith('?? ')).map((entry) => entry.slice(3))
}

/** A repository's own settings must not start programs, nor may a look at it write to it. */
const safe = ['-c', 'core.fsmonitor=false']

function optionsOf({ folder, signal }: Git) {
  const env = { GIT_OPTIONAL_LOCKS: '0', LC_ALL: 'C', GIT_TERMINAL_PROMPT: '0' }
  return { cwd: folder, env, stdin: 'ignore', ...(signal === undefined ? {} : { cancelSignal: signal }) } as const
}
