import { dig, digList, digObject, digText, type JsonObject, type KubeObject } from '~/server/simulator/api/object';
import { AGE, type Column, column, NAME, pairs, selectorText, text, wide } from './column';

/** `printers/internalversion` for services and what is behind and before them. */
export const NETWORK_COLUMNS: Record<string, readonly Column[]> = {
  '/services': [
    NAME,
    column('Type', (service) => text(service, 'spec.type')),
    column('Cluster-IP', (service) => text(service, 'spec.clusterIP', '<none>')),
    column('External-IP', externalAddress),
    column('Port(s)', servicePorts),
    AGE,
    wide('Selector', (service) => pairs(dig(service, 'spec', 'selector'))),
  ],
  '/endpoints': [NAME, column('Endpoints', endpointAddresses), AGE],
  'discovery.k8s.io/endpointslices': [
    NAME,
    column('AddressType', (slice) => text(slice, 'addressType')),
    column('Ports', (slice) =>
      joined(
        digList(slice, 'ports').map((port) => String(port['port'])),
        3,
      ),
    ),
    column('Endpoints', (slice) =>
      joined(
        digList(slice, 'endpoints').flatMap((endpoint) =>
          Array.isArray(endpoint['addresses']) ? endpoint['addresses'] : [],
        ),
        3,
      ),
    ),
    AGE,
  ],
  'networking.k8s.io/ingresses': [
    NAME,
    column('Class', (ingress) => text(ingress, 'spec.ingressClassName', '<none>')),
    column(
      'Hosts',
      (ingress) =>
        joined(
          digList(ingress, 'spec', 'rules').map((rule) => digText(rule, 'host') ?? '*'),
          3,
        ) || '*',
    ),
    column('Address', (ingress) => loadBalancerAddresses(ingress).join(',')),
    column('Ports', (ingress) => (digList(ingress, 'spec', 'tls').length > 0 ? '80, 443' : '80')),
    AGE,
  ],
  'networking.k8s.io/networkpolicies': [
    NAME,
    column('Pod-Selector', (policy) => selectorText(policy, 'spec.podSelector')),
    AGE,
  ],
};

const loadBalancerAddresses = (object: KubeObject) =>
  digList(object, 'status', 'loadBalancer', 'ingress').map((one) => String(one['ip'] ?? one['hostname'] ?? ''));

function externalAddress(service: KubeObject): string {
  const external = dig(service, 'spec', 'externalIPs');
  const given = Array.isArray(external) ? external.map(String) : [];
  const type = dig(service, 'spec', 'type');
  if (type === 'ExternalName') return text(service, 'spec.externalName');
  if (type !== 'LoadBalancer') return given.join(',') || '<none>';
  return [...loadBalancerAddresses(service), ...given].join(',') || '<pending>';
}

function servicePorts(service: KubeObject): string {
  const told = digList(service, 'spec', 'ports').map(
    ({ port, nodePort, protocol }) => `${port}${nodePort ? `:${nodePort}` : ''}/${protocol}`,
  );
  return told.join(',') || '<none>';
}

function endpointAddresses(endpoints: KubeObject): string {
  const listed = digList(endpoints, 'subsets').flatMap((subset) =>
    digList(subset, 'addresses').flatMap((address) => portsOf(subset).map((port) => `${address['ip']}:${port}`)),
  );
  return joined(listed, 3) || '<none>';
}

const portsOf = (subset: JsonObject) => digList(subset, 'ports').map((port) => digObject({ port }, 'port')?.['port']);

const joined = (texts: unknown[], most: number) =>
  texts.length <= most ? texts.join(',') : `${texts.slice(0, most).join(',')} + ${texts.length - most} more...`;
