import { statfs } from 'node:fs/promises'

/** ext, xfs, btrfs, tmpfs, overlayfs, zfs, f2fs, bcachefs, as Linux numbers them (linux/magic.h). */
const local: ReadonlySet<number> = new Set([0xef53, 0x58465342, 0x9123683e, 0x01021994, 0x794c7630, 0x2fc12fc1, 0xf2f52010, 0xca451a4e])

/** True where a folder surely lies on a disk of this computer. Other systems than Linux do not tell, so there it never is. */
export async function isLocalFileSystem(folder: string): Promise<boolean> {
  if (process.platform !== 'linux') return false
  // A file system's number can be told with a sign.
  return statfs(folder).then(({ type }) => local.has(type >>> 0), () => false)
}
