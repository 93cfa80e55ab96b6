import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMemberClient } from '~/server/kube/create-member-client';
import type { KubeObject, Member } from '~/server/kube/member';
import type { MemberClient } from '~/server/kube/member-client';
import { connectMember } from '~/server/kube/member-connection';
import { loopbackDialer } from '~/server/kube/testing/scripted-member';
import { readMemberGateways } from '../read-member-gateways';

const CRDS = { group: 'apiextensions.k8s.io', version: 'v1', plural: 'customresourcedefinitions' };
const NAMESPACES = { group: '', version: 'v1', plural: 'namespaces' };
const SERVICES = { group: '', version: 'v1', plural: 'services' };
const PODS = { group: '', version: 'v1', plural: 'pods' };
const INGRESSES = { group: 'networking.k8s.io', version: 'v1', plural: 'ingresses' };
const GATEWAYS = { group: 'gateway.networking.k8s.io', version: 'v1', plural: 'gateways' };
const ISTIO = { group: 'networking.istio.io', version: 'v1beta1', plural: 'gateways' };

/** As much of the real definition as an API server needs to serve the kind; groups of k8s.io must say who approved them. */
const definition = ({ group, version, plural }: typeof GATEWAYS) => ({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: `${plural}.${group}`, annotations: { 'api-approved.kubernetes.io': 'unapproved, of a test' } },
  spec: {
    group,
    scope: 'Namespaced',
    names: { plural, kind: 'Gateway', singular: 'gateway', listKind: 'GatewayList' },
    versions: [
      {
        ...{ name: version, served: true, storage: true, subresources: { status: {} } },
        schema: { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } },
      },
    ],
  },
});

/** Gateways of a real or simulated member, found through what it serves. */
export function gatewaysContract(what: string, start: () => Promise<{ member: Member; stop(): Promise<void> }>): void {
  describe(what, () => {
    const namespace = `gateways-${Date.now().toString(36)}`;
    let client: MemberClient;
    let close = async () => {};
    beforeAll(async () => {
      const started = await start();
      const connection = connectMember(started.member, { dialer: loopbackDialer });
      client = createMemberClient(connection, { kind: 'hub' });
      close = async () => {
        await connection.close();
        await started.stop();
      };
      await client.create(NAMESPACES, {}, { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } });
      for (const kind of [GATEWAYS, ISTIO]) await client.create(CRDS, {}, definition(kind));
    });
    afterAll(async () => {
      for (const { plural, group } of [GATEWAYS, ISTIO]) await client.delete(CRDS, { name: `${plural}.${group}` });
      await close();
    });

    it('finds a Gateway, an Istio Gateway and an Ingress, each with the nodes of its pods', async () => {
      const { make, serve } = writing(client, namespace);
      const istio = { istio: 'gateway', place: namespace };
      await serve('edge', '192.0.2.1', { app: 'edge' });
      await serve('istio', '192.0.2.2', istio);
      await make(GATEWAYS, 'Gateway', 'web', { gatewayClassName: 'envoy' }, { addresses: [{ value: '192.0.2.1' }] });
      await make(ISTIO, 'Gateway', 'mesh', { selector: istio });
      const backend = { service: { name: 'edge', port: { number: 80 } } };
      await make(INGRESSES, 'Ingress', 'site', { defaultBackend: backend }, balancer('192.0.2.9'));
      const read = async () => readMemberGateways(client, (await client.discover()).kinds);
      const named = async () => (await read()).map(({ kind, name }) => `${kind} ${name}`).toSorted();
      await expect.poll(named, { timeout: 30_000 }).toEqual(['Gateway web', 'Ingress site', 'IstioGateway mesh']);
      const found = new Map((await read()).map((one) => [one.name, one]));
      expect(found.get('web')).toMatchObject({ addresses: ['192.0.2.1'], pods: [{ node: 'node-edge', ready: false }] });
      expect(found.get('mesh')).toMatchObject({ addresses: ['192.0.2.2'], pods: [{ node: 'node-istio' }] });
      expect(found.get('site')).toMatchObject({ addresses: ['192.0.2.9'], pods: null });
    });
  });
}

const balancer = (ip: string) => ({ loadBalancer: { ingress: [{ ip }] } });

function writing(client: MemberClient, namespace: string) {
  // a new definition is served, and a new namespace has the account of its pods, a moment after it is taken
  const patiently = async (kind: typeof PODS, body: object) => {
    const create = () => client.create(kind, { namespace }, body).catch(() => undefined);
    let made: KubeObject | undefined;
    await expect.poll(async () => (made ??= await create()), { timeout: 30_000 }).toBeDefined();
  };
  const make = async (kind: typeof PODS, name: string, object: string, spec: object, status?: object) => {
    const apiVersion = kind.group === '' ? kind.version : `${kind.group}/${kind.version}`;
    await patiently(kind, { apiVersion, kind: name, metadata: { name: object }, spec });
    if (status === undefined) return;
    const at = { namespace, name: object, subresource: 'status' };
    await client.patch(kind, at, { kind: 'merge', body: { status } });
  };
  const serve = async (name: string, ip: string, selector: Record<string, string>) => {
    await make(SERVICES, 'Service', name, { type: 'LoadBalancer', selector, ports: [{ port: 80 }] }, balancer(ip));
    const containers = [{ name: 'app', image: 'a:1' }];
    const metadata = { name, labels: selector };
    const spec = { nodeName: `node-${name}`, containers, terminationGracePeriodSeconds: 0 };
    await patiently(PODS, { apiVersion: 'v1', kind: 'Pod', metadata, spec });
  };
  return { make, serve };
}
