import { Failure } from './failure.mjs'

/**
 * Runs a script's main function: its number becomes the exit code, a {@link Failure} is printed with what to do, and
 * anything else with its stack, since that is a fault of the script itself.
 * @param {() => Promise<number | void>} main
 */
export async function runMain(main) {
  try {
    process.exitCode = (await main()) ?? 0
  } catch (error) {
    process.exitCode = 1
    if (error instanceof Failure) console.error(`Failed: ${error.message}\nWhat to do: ${error.fix}`)
    else console.error(error)
  }
}
