/** A folder that cannot be looked through. The message says what, where, and what to do. */
export class FolderError extends Error {
  override readonly name = 'FolderError'
}
