// The one that displays.ts started for this worker; none where the system's own is used.
const display = process.env[`SIMMER_E2E_DISPLAY_${process.env['VITEST_POOL_ID'] ?? ''}`]
if (display !== undefined) {
  process.env['DISPLAY'] = display
  delete process.env['WAYLAND_DISPLAY']
}

export {}
