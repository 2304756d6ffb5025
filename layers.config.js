/**
 * Who may import whom: the one table that both the lint rules and test/layers.test.ts read.
 * `from`: rooms of this project (folder prefixes under src). `packages`: npm packages. `node`: Node's own modules,
 * true for all of them.
 */
export const layers = [
  { room: 'shared', from: [], packages: [], node: [] },
  { room: 'sdk', from: ['shared'], packages: [], node: [] },
  { room: 'main/engine', from: ['shared'], packages: [], node: ['node:crypto'] },
  { room: 'main/store', from: ['shared', 'main/engine/ports.ts', 'main/engine/cache-ports.ts', 'main/engine/queue-port.ts', 'main/engine/system-clock.ts'], packages: ['better-sqlite3', 'valibot'], node: true },
  { room: 'main/backends', from: ['shared', 'main/engine/ports.ts', 'main/host/frames.ts'], packages: ['execa', 'valibot'], node: true },
  { room: 'main/host', from: ['shared', 'sdk'], packages: [], node: true },
  { room: 'main/files', from: [], packages: [], node: ['node:fs', 'node:fs/promises', 'node:path'] },
  { room: 'main/policies', from: ['shared', 'main/engine/ports.ts', 'main/files'], packages: ['execa'], node: true },
  { room: 'main/tasks', from: ['shared', 'main/engine/ports.ts', 'main/files'], packages: ['esbuild', 'chokidar', 'valibot'], node: true },
  {
    room: 'main/session', from: ['shared', 'main/engine', 'main/store', 'main/backends', 'main/policies', 'main/tasks'],
    packages: ['env-paths', 'execa'], node: true,
  },
  { room: 'main/desktop', from: ['shared', 'main/engine', 'main/session'], packages: ['electron', 'valibot', 'execa'], node: true },
  { room: 'main/index.ts', from: ['shared', 'main'], packages: ['electron'], node: true },
  { room: 'cli', from: ['shared', 'main/engine', 'main/session'], packages: ['execa'], node: true },
  { room: 'preload', from: ['shared/contract.ts', 'shared/errors.ts'], packages: ['electron'], node: [] },
  {
    room: 'renderer', from: ['shared'],
    packages: ['vue', 'pinia', '@nuxt/ui', '@vueuse/core', '@internationalized/date', '@tanstack/vue-virtual', 'plotly.js-dist-min', 'marked', 'dompurify', 'ansi-sequence-parser', '@fontsource-variable/inter', '@fontsource-variable/jetbrains-mono', 'tailwindcss'],
    node: [],
  },
]
