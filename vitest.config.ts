import { fileURLToPath } from 'node:url'
import ui from '@nuxt/ui/vite'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'
import { nuxtUiOptions } from './nuxt-ui.options.ts'

const root = fileURLToPath(new URL('.', import.meta.url))
const alias = { simmer: fileURLToPath(new URL('src/sdk/index.ts', import.meta.url)) }

/**
 * unit: in this process. integration: child processes, disk databases, built programs. e2e: the real window, on
 * displays that the run starts itself, one for each worker, since most of these tests' time is waiting. network: after
 * e2e in the same network namespace, what the kernel counted there.
 */
export default defineConfig({
  test: {
    passWithNoTests: false,
    // Vitest would leave a core to itself, which is half of a small machine.
    maxWorkers: '100%',
    projects: [
      {
        resolve: { alias },
        plugins: [vue(), ui(nuxtUiOptions(root))],
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/**/*.{integration,e2e,network}.test.ts'],
          setupFiles: ['test/support/property-seed.ts'],
          // A worker of its own for each file costs more than the tests. What a test changes for all it puts back itself.
          isolate: false,
          testTimeout: 20_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'integration',
          include: ['test/**/*.integration.test.ts'],
          setupFiles: ['test/support/property-seed.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.e2e.test.ts'],
          globalSetup: ['test/support/displays.ts'],
          setupFiles: ['test/support/own-display.ts', 'test/support/electron-app-cleanup.ts'],
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
          testTimeout: 90_000,
          hookTimeout: 90_000,
          // A state that a window is to reach: long enough for a loaded machine, short enough to be told before the test's own limit.
          expect: { poll: { timeout: 40_000, interval: 25 } },
        },
      },
      {
        test: {
          name: 'network',
          include: ['test/network/**/*.network.test.ts'],
        },
      },
    ],
  },
})
