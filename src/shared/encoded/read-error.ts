import type { ByteReader } from './byte-reader.ts'

interface Around {
  /** Takes the error's place among the objects. */
  readonly begin: (error: Error) => void
  readonly value: () => unknown
}

const classes: Readonly<Record<string, ErrorConstructor>> = { E: EvalError, R: RangeError, F: ReferenceError, S: SyntaxError, T: TypeError, U: URIError }

/** An Error with its class, message, cause and stack. Its place is taken before its cause is read, which may be itself. */
export function readError(bytes: ByteReader, { begin, value }: Around): Error {
  const first = String.fromCharCode(bytes.varint())
  const Class = classes[first]
  const error = new (Class ?? Error)()
  begin(error)
  Reflect.deleteProperty(error, 'stack')
  for (let part = Class === undefined ? first : String.fromCharCode(bytes.varint()); part !== '.'; part = String.fromCharCode(bytes.varint())) {
    const name = part === 'm' ? 'message' : part === 'c' ? 'cause' : part === 's' ? 'stack' : undefined
    if (name === undefined) throw new Error(`An encoded error has the unknown part ${part}`)
    Object.defineProperty(error, name, { value: value(), configurable: true, writable: true })
  }
  return error
}
