import type { ReadStream, WriteStream } from 'node:tty'
import { checkParam } from '../shared/check-param.ts'
import type { ParamSpecs, ParamValues } from '../shared/params.ts'
import { secretNames } from '../shared/secrets/secret-names.ts'
import { isParamShown } from '../shared/shown-params.ts'

/** Where questions are asked and answered. */
export interface Terminal { readonly input: ReadStream; readonly output: WriteStream }

/** Asks for each secret that is needed and not given, without showing what is typed. Undefined where Ctrl+C ended it. */
export async function askSecrets(specs: ParamSpecs, values: ParamValues, terminal: Terminal): Promise<ParamValues | undefined> {
  let all = values
  for (const name of secretNames(specs)) {
    const spec = specs[name]
    if (spec === undefined || !isParamShown(specs, name, all) || checkParam(spec, all[name]) === null) continue
    const typed = await askHidden(`${spec.label ?? name}: `, terminal)
    if (typed === undefined) return undefined
    all = { ...all, [name]: typed === '' ? null : typed }
  }
  return all
}

function askHidden(question: string, { input, output }: Terminal): Promise<string | undefined> {
  output.write(question)
  input.setRawMode(true)
  input.setEncoding('utf8')
  return new Promise((resolve) => {
    let typed = ''
    const end = (answer: string | undefined): void => {
      input.off('data', take)
      input.setRawMode(false)
      input.pause()
      output.write('\n')
      resolve(answer)
    }
    const take = (piece: string): void => {
      for (const key of piece) {
        if (key === '\r' || key === '\n') { end(typed); return }
        // Ctrl+C, and Ctrl+D on an empty line.
        if (key === '\u0003' || (key === '\u0004' && typed === '')) { end(undefined); return }
        typed = key === '\u007f' || key === '\b' ? typed.replace(/.$/su, '') : typed + key
      }
    }
    input.on('data', take)
    input.resume()
  })
}
