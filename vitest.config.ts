import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const alias = { simmer: fileURLToPath(new URL('src/sdk/index.ts', import.meta.url)) }

/**
 * unit: in this process. integration: child processes, disk databases, built programs. e2e: the real window, on a
 * display that the run starts itself, one file at a time. network: after e2e in the same network namespace, what the
 * kernel counted there.
 */
export default defineConfig({
  test: {
    passWithNoTests: false,
    projects: [
      {
        resolve: { alias },
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/**/*.{integration,e2e,network}.test.ts'],
          testTimeout: 20_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'integration',
          include: ['test/**/*.integration.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.e2e.test.ts'],
          globalSetup: ['test/support/display.ts'],
          setupFiles: ['test/support/electron-app-cleanup.ts'],
          fileParallelism: false,
          testTimeout: 90_000,
          hookTimeout: 90_000,
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
