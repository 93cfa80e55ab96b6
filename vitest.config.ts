import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('.', import.meta.url));
const resolve = { alias: [{ find: /^~\//, replacement: root }] };
const code = ['app', 'bin', 'components', 'server', 'scripts'];
const files = (suffix: string) => code.map((folder) => `${folder}/**/*.${suffix}.{ts,tsx}`);

/** unit: no I/O beyond loopback, everywhere. integration: needs the embedded PostgreSQL. kube: members, simulated and real. */
export default defineConfig({
  resolve,
  test: {
    projects: [
      {
        resolve,
        test: { name: 'unit', include: files('test'), exclude: [...files('integration.test'), ...files('kube.test')] },
      },
      {
        resolve,
        test: {
          name: 'integration',
          include: files('integration.test'),
          globalSetup: ['server/db/testing/global-setup.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        resolve,
        test: {
          name: 'kube',
          include: files('kube.test'),
          globalSetup: ['server/db/testing/global-setup.ts', 'scripts/kube/global-setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
