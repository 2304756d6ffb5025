/** Ends this process and all it started that stayed in its group: main is gone, nobody else would (the watchdog). */
export function endOwnGroup(): void {
  if (process.platform === 'win32') {
    // Asked for here, since loading it costs every host a millisecond of its start.
    process.getBuiltinModule('node:child_process').spawnSync('taskkill', ['/pid', String(process.pid), '/T', '/F'])
  }
  try { process.kill(-process.pid, 'SIGKILL') } catch { process.kill(process.pid, 'SIGKILL') }
}
