/** Takes out what started this host, so that what the script starts is an ordinary process and no second host. */
export function cleanOwnEnvironment(scriptFile: string): void {
  delete process.env['ELECTRON_RUN_AS_NODE']
  process.argv.splice(1, process.argv.length, scriptFile)
}
