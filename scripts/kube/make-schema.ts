// Makes server/simulator/schema/kubernetes-1.20.json from what a real control plane publishes under /openapi/v2.
//   node scripts/run.mjs scripts/kube/make-schema.ts
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Agent, request } from 'undici';
import { reduceSchema } from './reduce-schema';
import { startControlPlane } from './start-control-plane';

const target = path.resolve('server/simulator/schema/kubernetes-1.20.json');
const plane = await startControlPlane({ NO_KCM: '1' });
try {
  const dispatcher = new Agent({ connect: { ca: await plane.pki('ca.crt') } });
  const headers = { authorization: `Bearer ${plane.adminToken}`, accept: 'application/json' };
  const { body } = await request(`${plane.url}/openapi/v2`, { dispatcher, headers });
  const { definitions } = (await body.json()) as { definitions: Parameters<typeof reduceSchema>[0] };
  const reduced = reduceSchema(definitions);
  await writeFile(target, `${JSON.stringify(reduced)}\n`);
  console.log(`${Object.keys(reduced).length} definitions in ${target}`);
  await dispatcher.close();
} finally {
  await plane.stop();
}
