/** A file that cannot be read as CSV. The message says what, where, and what to do. */
export class CsvError extends Error {
  override readonly name = 'CsvError'
}
