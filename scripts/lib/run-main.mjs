import { Failure } from './failure.mjs'

/**
 * Runs a script's main function: its number becomes the exit code, a {@link Failure} is printed with what to do, and
 * anything else with its stack, since that is a fault of the script itself.
 * @param {() => Promise<number | void>} main
 */
export async function runMain(main) {
  let code = 1
  try {
    code = (await main()) ?? 0
  } catch (error) {
    if (error instanceof Failure) console.error(`Failed: ${error.message}\nWhat to do: ${error.fix}`)
    else console.error(error)
  }
  process.exitCode = code
  // Once more at the very end: electron-builder, once loaded, turns the exit code back to 0.
  process.on('exit', () => {
    process.exitCode = code
  })
}
