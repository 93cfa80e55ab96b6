// Runs a TypeScript program of the repository: `node scripts/run.mjs scripts/db.ts backup FILE`.
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { generateClient, install, refuseOldNode, root } from './prepare.mjs';

refuseOldNode();
install();
generateClient();
const { register } = await import('tsx/esm/api');
register();
const [, , script] = process.argv;
process.argv.splice(1, 2, path.resolve(root, script));
await import(pathToFileURL(path.resolve(root, script)).href);
