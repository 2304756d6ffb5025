import type { LogSearch } from './log.ts'

/** What terminals take for colours and moves. */
const escapes = /\u001B(?:\[[\d;?]*[A-Za-z]|\][^\u0007\u001B]*(?:\u0007|\u001B\\))/g

/** False only where no part of a text can be a line in which it is found: cheap, for passing over much. */
export function mayMatch({ text, matchCase }: Omit<LogSearch, 'jobId'>): (printed: string) => boolean {
  const wanted = matchCase ? text : text.toLowerCase()
  return (printed) => printed.includes('\u001B') || (matchCase ? printed : printed.toLowerCase()).includes(wanted)
}

/** Tells the lines of a log in which a text is found; colours are not in the way. */
export function lineMatcher({ text, matchCase, wholeWord }: Omit<LogSearch, 'jobId'>): (line: string) => boolean {
  const wanted = matchCase ? text : text.toLowerCase()
  const word = wholeWord ? new RegExp(`(?<![\\p{L}\\p{N}_])${text.replace(/[$()*+./?[\\\]^{|}-]/g, '\\$&')}(?![\\p{L}\\p{N}_])`, matchCase ? 'u' : 'iu') : null
  return (line) => {
    const plain = line.includes('\u001B') ? line.replace(escapes, '') : line
    return (matchCase ? plain : plain.toLowerCase()).includes(wanted) && word?.test(plain) !== false
  }
}
