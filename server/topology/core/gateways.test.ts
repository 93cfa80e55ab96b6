import { describe, expect, it } from 'vitest';
import type { KubeObject } from '~/server/kube/member';
import type { LossNode, MemberGateways } from '../ports';
import { findGateways, type GatewayObjects } from './find-gateways';
import { judgeGateways } from './judge-gateways';

const NONE: GatewayObjects = { services: [], gateways: [], istioGateways: [], ingresses: [] };
const object = (name: string, fields: object, namespace = 'shop') =>
  ({ metadata: { name, namespace }, ...fields }) as KubeObject;
const balancer = (ip: string) => ({ loadBalancer: { ingress: [{ ip }] } });
const service = (name: string, ip: string, selector: object) =>
  object(name, { spec: { type: 'LoadBalancer', selector }, status: balancer(ip) }, 'infra');
const gateway = (value: string) =>
  object('web', { spec: { gatewayClassName: 'envoy' }, status: { addresses: [{ type: 'IPAddress', value }] } });

describe('findGateways', () => {
  const services = [
    service('edge', '10.0.0.1', { app: 'edge' }),
    service('istio', '10.0.0.2', { istio: 'ingressgateway', app: 'istio' }),
  ];
  const edgePods = [{ namespace: 'infra', labelSelector: 'app=edge' }];

  it('takes the pods of a Gateway and an Ingress from the service that has their address', () => {
    const ingress = object('site', { spec: { ingressClassName: 'nginx' }, status: balancer('10.0.0.1') });
    expect(findGateways({ ...NONE, services, gateways: [gateway('10.0.0.1')], ingresses: [ingress] })).toEqual([
      { kind: 'Gateway', namespace: 'shop', name: 'web', className: 'envoy', addresses: ['10.0.0.1'], pods: edgePods },
      { kind: 'Ingress', namespace: 'shop', name: 'site', className: 'nginx', addresses: ['10.0.0.1'], pods: edgePods },
    ]);
  });

  it('looks for the pods that bear the name of a Gateway, and says that it knows none of an Ingress, where no service has the address', () => {
    const ingress = object('site', { status: balancer('192.0.2.1') });
    const found = findGateways({ ...NONE, gateways: [gateway('192.0.2.1')], ingresses: [ingress] });
    expect(found.map(({ pods }) => pods)).toEqual([
      [{ namespace: 'shop', labelSelector: 'gateway.networking.k8s.io/gateway-name=web' }],
      [],
    ]);
  });

  it('follows the selector of an Istio Gateway to its pods, and to the services in front of them', () => {
    const istio = object('public', { spec: { selector: { istio: 'ingressgateway' } } });
    expect(findGateways({ ...NONE, services, istioGateways: [istio] })).toMatchObject([
      {
        kind: 'IstioGateway',
        addresses: ['10.0.0.2'],
        pods: [{ namespace: null, labelSelector: 'istio=ingressgateway' }],
      },
    ]);
  });

  it('leaves out what has no address yet', () => {
    expect(
      findGateways({ ...NONE, gateways: [object('new', {})], ingresses: [object('new', { status: {} })] }),
    ).toEqual([]);
  });
});

const node = (cluster: string, name: string, place: string, lost: boolean): LossNode => ({
  cluster,
  name,
  place,
  lost,
});
const on = (...nodes: string[]) => nodes.map((name) => ({ node: name, ready: true }));
const member = (cluster: string, pods: MemberGateways['gateways'][number]['pods']): MemberGateways => ({
  cluster,
  gateways: [{ kind: 'Gateway', namespace: 'shop', name: 'web', className: '', addresses: ['10.0.0.1'], pods }],
});
const NODES = [node('a', 'n1', 'zone-1', true), node('a', 'n2', 'zone-2', false)];

describe('judgeGateways', () => {
  it.each([
    ['is gone with its only pod', on('n1'), ['gone', []]],
    ['stays where another zone still serves it', on('n1', 'n2'), ['stays', ['zone-2']]],
    ['is gone where what remains is not ready', [...on('n1'), { node: 'n2', ready: false }], ['gone', []]],
    ['is gone where what remains lies on no node that is known', on('n1', 'elsewhere'), ['gone', []]],
    ['is not known where nobody says which pods serve it', null, ['unknown', []]],
    ['is not known where it has no pod now', [], ['unknown', []]],
  ])('%s', (_what, pods, [fate, servedIn]) => {
    expect(judgeGateways([member('a', pods)], NODES)).toMatchObject([{ fate, servedIn }]);
  });

  it('leaves out what loses nothing', () => {
    expect(judgeGateways([member('a', on('n2'))], NODES)).toEqual([]);
    expect(judgeGateways([member('b', null)], [...NODES, node('b', 'm1', 'zone-2', false)])).toEqual([]);
  });

  it('is gone with its whole cluster, and says how many addresses it keeps in clusters that serve it', () => {
    const nodes = [
      node('a', 'n1', 'z', true),
      node('b', 'm1', 'y', false),
      node('c', 'k1', 'z', true),
      node('c', 'k2', 'y', false),
    ];
    const members = [member('a', null), member('b', on('m1')), member('c', null)];
    expect(judgeGateways(members, nodes).map(({ cluster, fate, elsewhere }) => [cluster, fate, elsewhere])).toEqual([
      ['a', 'gone', 1],
      ['c', 'unknown', 1],
    ]);
  });
});
