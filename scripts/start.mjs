// `npm start`: from a bare checkout to a serving hub. Node's own modules only until the dependencies are there.
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildPlugin, buildServer, buildSite, generateClient, install, refuseOldNode, root } from './prepare.mjs';

const dev = process.argv.includes('--dev');
refuseOldNode();
process.chdir(root);
process.env.NODE_ENV = dev ? 'development' : 'production';
process.env.NEXT_TELEMETRY_DISABLED = '1';

install();
generateClient();
if (dev) {
  buildPlugin();
  const { register } = await import('tsx/esm/api');
  register();
  await import(pathToFileURL(path.join(root, 'server/main.ts')).href);
} else {
  buildSite();
  buildServer();
  await import(pathToFileURL(path.join(root, 'dist/main.mjs')).href);
}
