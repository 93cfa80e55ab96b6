import { createMemberClient } from '~/server/kube/create-member-client';
import type { Member } from '~/server/kube/member';
import { connectMember } from '~/server/kube/member-connection';
import { loopbackDialer } from '~/server/kube/testing/scripted-member';
import type { callers } from '../authz/call';
import { type Canary, canary } from './find-canaries';
import type { Seen } from './read-everything';

export const CLUSTER = 'proof';
export const SECRET = {
  cluster: CLUSTER,
  group: '',
  version: 'v1',
  plural: 'secrets',
  namespace: 'default',
  name: 'canary',
};
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

type Planting = {
  call: ReturnType<typeof callers>;
  token: string;
  member: Member;
  kubeconfig: string;
  echo: string;
  echoCa: string;
};

/** Puts a secret everywhere where the hub may come upon one, through the hub and beside it; answers what it said meanwhile. */
export async function plantCanaries(given: Planting): Promise<{ canaries: Canary[]; seen: Seen[] }> {
  const { call, token, member, kubeconfig, echo, echoCa } = given;
  const inMember = await plantInMember(member);
  const made = Object.fromEntries(
    ['written', 'annotated', 'changed', 'echoed', 'refused', 'password', 'reason', 'notAsked'].map((name) => [
      name,
      canary(name),
    ]),
  ) as Record<string, Canary>;
  const of = (name: string) => made[name]?.value ?? '';
  const seen: Seen[] = [];
  const mutate = async (procedure: string, input: unknown) => {
    const { status, body } = await call('mutation', procedure, input, token);
    seen.push({ where: `${procedure} (${status})`, text: body });
    // what was not taken proves nothing
    if (TAKEN.has(procedure) && status !== 200) throw new Error(`${procedure} was not taken: ${status} ${body}`);
  };
  await mutate('clusters.register', {
    name: CLUSTER,
    access: { by: 'kubeconfig', text: kubeconfig, context: member.name },
  });
  const text = secretText('written', { key: of('written') }, `{"stringData":{"key":"${of('annotated')}"}}`);
  await mutate('objects.create', { cluster: CLUSTER, text, reason: `password=${of('reason')}` });
  const changed = secretText('written', { key: of('changed') }, '{}');
  await mutate('objects.update', { ref: { ...SECRET, name: 'written' }, base: text, text: changed, reason: '' });
  const byToken = (value: string) => ({ by: 'token', server: echo, certificateAuthority: echoCa, token: value });
  await mutate('clusters.testConnection', { access: byToken(of('echoed')) });
  await mutate('clusters.rotateCredential', { name: CLUSTER, access: byToken(of('refused')) });
  const user = { username: 'ada', password: of('password'), token: of('notAsked') };
  const file = { contexts: [{ name: 'a', context: { cluster: 'a', user: 'a' } }], users: [{ name: 'a', user }] };
  const cluster = { name: 'a', cluster: { server: echo } };
  await mutate('clusters.readKubeconfig', { text: JSON.stringify({ ...file, clusters: [cluster] }) });
  await mutate('objects.previewUpdate', { ref: SECRET, base: '', text: secretText('canary', {}, '{}') });
  return { canaries: [...inMember, ...Object.values(made)], seen };
}

const TAKEN = new Set([
  'clusters.register',
  'objects.create',
  'objects.update',
  'clusters.testConnection',
  'clusters.readKubeconfig',
]);

const secretText = (name: string, data: Record<string, string>, applied: string) =>
  JSON.stringify({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name, namespace: 'default', annotations: { [LAST_APPLIED]: applied } },
    stringData: data,
  });

/** What people write with kubectl, past the hub: a Secret with data and kubectl's own copy of it. */
async function plantInMember(member: Member): Promise<Canary[]> {
  const [data, copied, field] = [canary('data of a Secret'), canary('copy of a Secret'), canary('field of a Secret')];
  const connection = connectMember(member, { dialer: loopbackDialer });
  const client = createMemberClient(connection, { kind: 'hub' });
  const metadata = {
    name: 'canary',
    namespace: 'default',
    annotations: { [LAST_APPLIED]: `{"data":"${copied.value}"}` },
  };
  const encoded = {
    key: Buffer.from(data.value).toString('base64'),
    other: Buffer.from(field.value).toString('base64'),
  };
  const object = { apiVersion: 'v1', kind: 'Secret', type: 'Opaque', metadata, data: encoded };
  await client.create(SECRET, { namespace: 'default' }, object, {});
  await connection.close();
  return [data, copied, field];
}
