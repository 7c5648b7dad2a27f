import { defineConfig } from 'vitest/config'

const jsx = { oxc: { jsx: { runtime: 'automatic' as const, importSource: 'preact' } } }

/** Three suites: the pure packages, the program on a real PostgreSQL, and its pages in a real browser. */
export default defineConfig({
  test: {
    projects: [
      {
        ...jsx,
        test: { name: 'packages', include: ['packages/**/*.test.ts'], testTimeout: 60_000 },
      },
      {
        ...jsx,
        test: {
          name: 'app',
          include: ['app/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts'],
          exclude: ['**/*.browser.test.{ts,tsx}', '**/node_modules/**'],
          globalSetup: ['app/testing/postgres.setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        ...jsx,
        test: {
          name: 'browser',
          include: ['app/**/*.browser.test.{ts,tsx}'],
          globalSetup: ['app/testing/postgres.setup.ts', 'app/testing/chromium.setup.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
})
