// Makes server/simulator/api/access/default-roles.json from the RBAC objects that a real control plane starts with.
//   node scripts/run.mjs scripts/kube/make-roles.ts
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Agent, request } from 'undici';
import { startControlPlane } from './start-control-plane';

type Role = { metadata: { name: string; namespace?: string; labels?: object }; [field: string]: unknown };

const target = path.resolve('server/simulator/api/access/default-roles.json');
// without controllers, so that aggregated roles are empty and the rules stand where they are defined
const plane = await startControlPlane({ NO_KCM: '1' });
try {
  const dispatcher = new Agent({ connect: { ca: await plane.pki('ca.crt') } });
  const headers = { authorization: `Bearer ${plane.adminToken}`, accept: 'application/json' };
  const all: Record<string, object[]> = {};
  for (const plural of ['clusterroles', 'clusterrolebindings', 'roles', 'rolebindings']) {
    const url = `${plane.url}/apis/rbac.authorization.k8s.io/v1/${plural}`;
    const { items } = (await (await request(url, { dispatcher, headers })).body.json()) as { items: Role[] };
    all[plural] = items.filter(({ metadata }) => !metadata.name.startsWith('system:controller:')).map(reduced);
  }
  await writeFile(target, `${JSON.stringify(all)}\n`);
  await dispatcher.close();
} finally {
  await plane.stop();
}

/** What is the same on every server. */
function reduced({ metadata: { name, namespace, labels }, rules, ...rest }: Role): object {
  return { metadata: { name, ...(namespace ? { namespace } : {}), labels }, ...rest, ...(rules ? { rules } : {}) };
}
