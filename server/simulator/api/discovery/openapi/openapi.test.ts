import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeSchema } from '~/server/kube/openapi/encode-schema';
import { type SimulatedMember, startMember } from '~/server/simulator/member';
import { createMemberClient } from '~/server/simulator/testing/member-client';

const definition = {
  metadata: { name: 'widgets.example.com' },
  spec: {
    group: 'example.com',
    scope: 'Namespaced',
    names: { plural: 'widgets', singular: 'widget', kind: 'Widget', listKind: 'WidgetList' },
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        schema: {
          openAPIV3Schema: {
            type: 'object',
            properties: { spec: { type: 'object', properties: { port: { 'x-kubernetes-int-or-string': true } } } },
          },
        },
      },
    ],
  },
};
const GVK = { group: 'example.com', kind: 'Widget', version: 'v1' };

describe.each(['v1.20.2', 'v1.34.1'])('the OpenAPI of a member of %s', (version) => {
  let member: SimulatedMember;
  let client: ReturnType<typeof createMemberClient>;
  const get = async (path: string) => (await client.call('GET', path)).json;

  beforeAll(async () => {
    member = await startMember({ name: 'openapi', version });
    client = createMemberClient(member);
    await client.call('POST', '/apis/apiextensions.k8s.io/v1/customresourcedefinitions', { body: definition });
  });
  afterAll(async () => {
    await client.close();
    await member.close();
  });

  it('describes built-in and custom kinds in version 2, and what a PATCH understands', async () => {
    const { definitions, paths } = await get('/openapi/v2');
    expect(definitions['io.k8s.api.apps.v1.Deployment'].properties.spec.$ref).toBe(
      '#/definitions/io.k8s.api.apps.v1.DeploymentSpec',
    );
    const widget = definitions['com.example.v1.Widget'];
    expect(widget['x-kubernetes-group-version-kind']).toEqual([GVK]);
    expect(widget.properties.spec.properties.port).not.toHaveProperty('type');
    const { patch } = paths['/apis/example.com/v1/namespaces/{namespace}/widgets/{name}'];
    expect(patch['x-kubernetes-group-version-kind']).toEqual(GVK);
    const asked = patch.parameters.map(({ name }: { name: string }) => name);
    expect(asked).toContain('dryRun');
    expect(asked.includes('fieldValidation')).toBe(version === 'v1.34.1');
  });

  it('has version 3 where servers of its age have it, by hashes that change with what is served', async () => {
    const index = await get('/openapi/v3');
    if (version === 'v1.20.2') return void expect(index).toBeUndefined();
    const { serverRelativeURL } = index.paths['apis/example.com/v1'];
    expect(serverRelativeURL).toMatch(/^\/openapi\/v3\/apis\/example\.com\/v1\?hash=[0-9A-F]{128}$/);
    const { components, paths } = await get(serverRelativeURL);
    expect(components.schemas['com.example.v1.Widget'].properties.metadata.$ref).toBe(
      '#/components/schemas/io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta',
    );
    expect(paths['/apis/example.com/v1/namespaces/{namespace}/widgets'].get['x-kubernetes-group-version-kind']).toEqual(
      GVK,
    );
  });
});

describe('a schema in protobuf', () => {
  it('is written field by field, extensions as YAML', () => {
    const bytes = encodeSchema({ type: 'object', required: ['a'], 'x-y': [1] });
    const expected = [
      [0x9a, 0x01, 0x01, ...Buffer.from('a')],
      [0xb2, 0x01, 0x08, 0x0a, 0x06, ...Buffer.from('object')],
      [0xfa, 0x01, 0x0d, 0x0a, 0x03, ...Buffer.from('x-y'), 0x12, 0x06, 0x12, 0x04, ...Buffer.from('[1]\n')],
    ];
    expect(bytes).toEqual(Buffer.from(expected.flat()));
  });
});
