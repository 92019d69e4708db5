import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['**/*.test.ts', '**/*.test.tsx', '**/*.property.test.ts'],
    exclude: ['**/node_modules/**', 'console/dist/**', 'data/**'],
    globalSetup: ['server/platform/testing-cluster.ts'],
    setupFiles: ['server/platform/testing-file.ts'],
    env: { TZ: 'UTC' },
    pool: 'forks',
    // Two cores, and PostgreSQL wants one of them.
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
