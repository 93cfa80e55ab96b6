import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SimulatedMember, startMember } from '~/server/simulator/member';
import { createMemberClient } from '~/server/simulator/testing/member-client';

let member: SimulatedMember;
let client: ReturnType<typeof createMemberClient>;

beforeAll(async () => {
  member = await startMember({ name: 'validate', version: 'v1.34.1' });
  client = createMemberClient(member);
});
afterAll(async () => {
  await client.close();
  await member.close();
});

const PATHS: Record<string, string> = {
  deployments: '/apis/apps/v1/namespaces/default/deployments',
  statefulsets: '/apis/apps/v1/namespaces/default/statefulsets',
  ingresses: '/apis/networking.k8s.io/v1/namespaces/default/ingresses',
  services: '/api/v1/namespaces/default/services',
  configmaps: '/api/v1/namespaces/default/configmaps',
};
const labels = { app: 'x' };
const workload = (container: object, more: object = {}) => ({
  selector: { matchLabels: labels },
  template: { metadata: { labels }, spec: { containers: [{ name: 'c', image: 'c:1', ...container }] } },
  ...more,
});
const create = (plural: string, spec: object, query = '', name = 'one') =>
  client.call('POST', `${PATHS[plural]}${query}`, { body: { metadata: { name }, spec } });
const at = 'spec.template.spec.containers[0]';

describe('a new object', () => {
  it.each<[string, object, string, string]>([
    ['deployments', workload({}, { replicas: -1 }), 'spec.replicas', 'must be greater than or equal to 0'],
    [
      'deployments',
      workload({}, { selector: { matchLabels: { app: 'y' } } }),
      'spec.template.metadata.labels',
      'does not match',
    ],
    ['deployments', workload({ image: '' }), `${at}.image`, 'Required value'],
    ['deployments', workload({ name: 'A' }), `${at}.name`, 'RFC 1123'],
    [
      'deployments',
      workload({ ports: [{ containerPort: 70_000 }] }),
      `${at}.ports[0].containerPort`,
      'between 1 and 65535',
    ],
    ['deployments', workload({ env: [{ name: '1' }] }), `${at}.env[0].name`, 'a valid environment variable name'],
    [
      'deployments',
      workload({ volumeMounts: [{ name: 'v', mountPath: '/v' }] }),
      `${at}.volumeMounts[0].name`,
      'Not found: "v"',
    ],
    ['deployments', workload({ readinessProbe: {} }), `${at}.readinessProbe`, 'must specify a handler type'],
    [
      'deployments',
      workload({ resources: { limits: { cpu: '1' }, requests: { cpu: '2' } } }),
      `${at}.resources.requests`,
      'must be less than or equal to cpu limit',
    ],
    ['services', { ports: [] }, 'spec.ports', 'Required value'],
    ['services', { ports: [{ port: 80 }, { port: 81 }] }, 'spec.ports[0].name', 'Required value'],
    [
      'services',
      { ports: [{ port: 80 }], sessionAffinity: 'x' },
      'spec.sessionAffinity',
      'supported values: "ClientIP", "None"',
    ],
    ['ingresses', {}, 'spec', 'either `defaultBackend` or `rules` must be specified'],
  ])('%s %j is refused at %s', async (plural, spec, field, message) => {
    const { status, json } = await create(plural, spec);
    expect([status, json.reason]).toEqual([422, 'Invalid']);
    expect(json.details.causes).toContainEqual(
      expect.objectContaining({ field, message: expect.stringContaining(message) }),
    );
  });
});

describe('a change', () => {
  const merge = (plural: string, body: object) =>
    client.call('PATCH', `${PATHS[plural]}/one`, { type: 'application/merge-patch+json', body });

  it('leaves the selector of a deployment, and what a StatefulSet fixes', async () => {
    await create('deployments', workload({}));
    const selector = { matchLabels: { app: 'y' } };
    expect((await merge('deployments', { spec: { selector } })).json.message).toContain('field is immutable');
    await create('statefulsets', workload({}, { serviceName: 'a' }));
    expect((await merge('statefulsets', { spec: { serviceName: 'b' } })).json.message).toContain(
      "updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy', and 'minReadySeconds' are forbidden",
    );
  });

  it('does not touch what is immutable', async () => {
    await client.call('POST', PATHS['configmaps'] ?? '', {
      body: { metadata: { name: 'one' }, immutable: true, data: { a: '1' } },
    });
    const { status, json } = await merge('configmaps', { data: { a: '2' } });
    expect([status, json.details.causes[0].field]).toEqual([422, 'data']);
  });
});

describe('a field that nobody knows', () => {
  const spec = workload({ imag: 'x' });
  const told = 'unknown field "spec.template.spec.containers[0].imag"';

  it('is warned of, refused or dropped in silence, as the request wants it', async () => {
    const warned = await create('deployments', spec, '?dryRun=All&fieldValidation=Warn', 'two');
    expect(warned.headers['warning']).toBe(`299 - "${told.replaceAll('"', '\\"')}"`);
    const strict = await create('deployments', spec, '?dryRun=All&fieldValidation=Strict', 'two');
    expect([strict.status, strict.json.message]).toEqual([
      400,
      `Deployment in version "v1" cannot be handled as a Deployment: strict decoding error: ${told}`,
    ]);
    const silent = await create('deployments', spec, '?dryRun=All&fieldValidation=Ignore', 'two');
    expect(silent.headers['warning']).toBeUndefined();
    expect((await create('deployments', spec, '?fieldValidation=Maybe')).status).toBe(422);
  });
});
