// The kubectl plug-in as one file: `node scripts/bundle-plugin.mjs dist/kubectl-portolan`.
import { chmod } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const ENTRY = fileURLToPath(new URL('../bin/kubectl-portolan/main.ts', import.meta.url));
const PREAMBLE = `#!/usr/bin/env node
// The kubectl plug-in of Portolan: one file, nothing but Node 18. It signs in at a hub, hands kubectl what speaks for its person
// for some minutes, and asks many clusters at once. It is made from bin/kubectl-portolan of Portolan's sources.
`;

/**
 * Bundles the plug-in into an executable file. What it is saved as and what lies beside it decide whether Node takes it for a
 * module: it imports dynamically and makes its own `require`, so that it runs as either.
 * @param {string} outfile
 */
export async function bundlePlugin(outfile) {
  await build({
    entryPoints: [ENTRY],
    outfile,
    ...{ bundle: true, platform: 'node', format: 'cjs', target: 'node18', charset: 'utf8', logLevel: 'warning' },
    banner: {
      js: `${PREAMBLE}import('node:module').then(({ createRequire }) => {\nconst require = createRequire(process.execPath);`,
    },
    footer: { js: '});' },
  });
  await chmod(outfile, 0o755);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await bundlePlugin(path.resolve(process.argv[2] ?? ''));
