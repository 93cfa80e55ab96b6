import { dig, digList, digObject, digText, type KubeObject } from '~/server/simulator/api/object';
import type { Writer } from './writer';

/** Gives a new Service its cluster address and node ports, as the real server does when it is created. */
export function allocate({ store, dryRun, registry }: Writer, storage: string, object: KubeObject): KubeObject {
  const spec = digObject(object, 'spec');
  if (storage !== '/services' || !spec || spec['type'] === 'ExternalName') return object;
  // Up to 1.22 a dry run takes no address.
  if (dryRun && registry.minor <= 22) return object;
  const others = store.all('/services').map((stored) => stored.object());
  const hasNodePorts = spec['type'] === 'NodePort' || spec['type'] === 'LoadBalancer';
  const taken = new Set(others.flatMap((other) => digList(other, 'spec', 'ports').map(({ nodePort }) => nodePort)));
  const ports = digList(spec, 'ports').map((port) =>
    hasNodePorts && !port['nodePort'] ? { ...port, nodePort: free(taken, 30000) } : port,
  );
  const clusterIP = digText(spec, 'clusterIP') ?? freeAddress(others);
  const { ports: _ports, selector, clusterIP: _one, clusterIPs: _all, ...rest } = spec;
  const first = { ...(ports.length > 0 ? { ports } : {}), ...(selector ? { selector } : {}) };
  return { ...object, spec: { ...first, clusterIP, clusterIPs: [clusterIP], ...rest } };
}

function free(taken: Set<unknown>, from: number): number {
  let port = from;
  while (taken.has(port)) port++;
  taken.add(port);
  return port;
}

function freeAddress(services: readonly KubeObject[]): string {
  const taken = new Set(services.map((service) => dig(service, 'spec', 'clusterIP')));
  for (let host = 2; ; host++) {
    const address = `10.96.${host >> 8}.${host & 255}`;
    if (!taken.has(address)) return address;
  }
}

/** A changed Service that says nothing of its addresses and node ports keeps those it has; up to 1.22 it must say them. */
export function keepAllocated(before: KubeObject, after: KubeObject, storage: string, minor: number): KubeObject {
  const [old, spec] = [digObject(before, 'spec'), digObject(after, 'spec')];
  if (storage !== '/services' || minor <= 22 || !old || !spec || spec['type'] === 'ExternalName') return after;
  const nodePorts = new Map(
    digList(old, 'ports').map(({ port, protocol, nodePort }) => [`${protocol}/${port}`, nodePort]),
  );
  const isOnNodes = spec['type'] === 'NodePort' || spec['type'] === 'LoadBalancer';
  const ports = digList(spec, 'ports').map((port) => {
    const known = nodePorts.get(`${port['protocol']}/${port['port']}`);
    return isOnNodes && !port['nodePort'] && known ? { ...port, nodePort: known } : port;
  });
  const { clusterIP = spec['clusterIP'], clusterIPs = spec['clusterIPs'] } = old;
  const addresses = spec['clusterIP'] ? {} : { clusterIP, clusterIPs };
  return { ...after, spec: { ...spec, ...(ports.length > 0 ? { ports } : {}), ...addresses } };
}
