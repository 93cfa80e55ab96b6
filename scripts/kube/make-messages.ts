// Makes server/simulator/schema/messages.json from the generated.proto files of k8s.io/api and k8s.io/apimachinery.
//   node scripts/run.mjs scripts/kube/make-messages.ts FOLDER-OF-API FOLDER-OF-APIMACHINERY
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { KINDS } from '~/server/simulator/api/kinds';
import { type Messages, readProto, reduceMessages } from './reduce-messages';

const GROUPS = [
  ...[
    'admissionregistration/v1',
    'apps/v1',
    'authentication/v1',
    'authorization/v1',
    'autoscaling/v1',
    'autoscaling/v2',
  ],
  ...['batch/v1', 'certificates/v1', 'coordination/v1', 'core/v1', 'discovery/v1', 'events/v1', 'networking/v1'],
  ...['policy/v1', 'rbac/v1', 'scheduling/v1', 'storage/v1'],
];
/** What is sent beside the kinds that are served. */
const OTHERS = ['Binding', 'DeleteOptions', 'Eviction', 'Scale', 'TokenRequest'];
const MACHINERY = ['pkg/apis/meta/v1'];

const [api = '', machinery = ''] = process.argv.slice(2);
const files = [
  ...GROUPS.map((folder) => path.join(api, folder, 'generated.proto')),
  ...MACHINERY.map((folder) => path.join(machinery, folder, 'generated.proto')),
];
const missing = files.filter((file) => !existsSync(file));
if (missing.length > 0) throw new Error(`not there: ${missing.join(', ')}`);
const all: Messages = new Map();
for (const file of files) for (const [name, fields] of readProto(await readFile(file, 'utf8'))) all.set(name, fields);
const reduced = reduceMessages(all, [...KINDS.map(({ kind }) => kind), ...OTHERS]);
const lines = Object.entries(reduced).map(([name, fields]) => ` ${JSON.stringify(name)}: ${JSON.stringify(fields)}`);
await writeFile('server/simulator/schema/messages.json', `{\n${lines.join(',\n')}\n}\n`);
console.log(`${lines.length} messages`);
