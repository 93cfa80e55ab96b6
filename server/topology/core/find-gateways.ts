import { at, isJson, type Json, json, list, text, textOrNull } from '~/server/kernel/json';
import type { KubeObject } from '~/server/kube/member';
import type { LostGateway } from '../model/gateway-loss';

/** Pods that a gateway is served by; `namespace` null: of every namespace. */
export type PodQuery = { namespace: string | null; labelSelector: string };

/** A gateway as its member says, and where its pods are found; no query: nobody says which pods serve it. */
export type FoundGateway = Pick<LostGateway, 'kind' | 'namespace' | 'name' | 'className' | 'addresses'> & {
  pods: PodQuery[];
};

export type GatewayObjects = Record<'services' | 'gateways' | 'istioGateways' | 'ingresses', readonly KubeObject[]>;

/**
 * Gateways with an address, each with the pods that serve it. A Gateway's or an Ingress' address is that of a LoadBalancer
 * service, whose selector names the pods; a Gateway's own pods also bear its name
 * (https://gateway-api.sigs.k8s.io/geps/gep-1762/). An Istio Gateway selects its pods itself, in every namespace
 * (https://istio.io/latest/docs/reference/config/networking/gateway/), and the services before those bear its addresses.
 */
export function findGateways({ services, gateways, istioGateways, ingresses }: GatewayObjects): FoundGateway[] {
  const outside = services.map((service) => ({
    service,
    addresses: addressesOf(at(service, 'status', 'loadBalancer')),
  }));
  const before = (addresses: readonly string[]) =>
    outside.filter((one) => one.addresses.some((address) => addresses.includes(address))).map(({ service }) => service);
  const found = [
    ...gateways.map((gateway) => gatewayOf(gateway, before)),
    ...ingresses.map((ingress) => ingressOf(ingress, before)),
  ];
  return [
    ...found.filter(({ addresses }) => addresses.length > 0),
    ...istioGateways.map((one) => istioOf(one, outside)),
  ];
}

type Before = (addresses: readonly string[]) => KubeObject[];
type Outside = { service: KubeObject; addresses: string[] }[];

const nameOf = ({ metadata }: KubeObject) => ({ namespace: metadata.namespace ?? '', name: metadata.name });

function gatewayOf(gateway: KubeObject, before: Before): FoundGateway {
  const addresses = list(at(gateway, 'status', 'addresses')).map((entry) => text(json(entry)['value']));
  const served = queriesOf(before(addresses));
  const { namespace, name } = nameOf(gateway);
  const own = { namespace, labelSelector: `gateway.networking.k8s.io/gateway-name=${name}` };
  return {
    ...{ kind: 'Gateway', namespace, name, addresses: addresses.filter(Boolean) },
    className: text(at(gateway, 'spec', 'gatewayClassName')),
    pods: served.length > 0 ? served : [own],
  };
}

function ingressOf(ingress: KubeObject, before: Before): FoundGateway {
  const addresses = addressesOf(at(ingress, 'status', 'loadBalancer'));
  const said = text(ingress.metadata.annotations?.['kubernetes.io/ingress.class']);
  const className = textOrNull(at(ingress, 'spec', 'ingressClassName')) ?? said;
  return { kind: 'Ingress', ...nameOf(ingress), className, addresses, pods: queriesOf(before(addresses)) };
}

function istioOf(gateway: KubeObject, outside: Outside): FoundGateway {
  const selector = labelsOf(at(gateway, 'spec', 'selector'));
  const labelSelector = selectorText(selector);
  // a service in front selects at least the pods that the gateway does, by the labels that both name
  const inFront = outside.filter(({ service }) => agree(labelsOf(at(service, 'spec', 'selector')), selector));
  return {
    ...{ kind: 'IstioGateway', ...nameOf(gateway), className: labelSelector },
    addresses: [...new Set(inFront.flatMap(({ addresses }) => addresses))],
    pods: labelSelector === '' ? [] : [{ namespace: null, labelSelector }],
  };
}

function agree(one: Record<string, string>, other: Record<string, string>): boolean {
  const shared = Object.keys(one).filter((key) => key in other);
  return shared.length > 0 && shared.every((key) => one[key] === other[key]);
}

const queriesOf = (services: readonly KubeObject[]): PodQuery[] =>
  services.flatMap((service) => {
    const labelSelector = selectorText(labelsOf(at(service, 'spec', 'selector')));
    return labelSelector === '' ? [] : [{ namespace: service.metadata.namespace ?? '', labelSelector }];
  });

const addressesOf = (balancer: unknown): string[] =>
  list(json(balancer)['ingress'])
    .filter(isJson)
    .map((entry: Json) => text(entry['ip']) || text(entry['hostname']))
    .filter((address) => address !== '');

const labelsOf = (value: unknown): Record<string, string> =>
  Object.fromEntries(
    Object.entries(json(value)).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );

const selectorText = (labels: Record<string, string>): string =>
  Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .join(',');
