import { readOptions } from '~/server/gateway/members/core/read-options';
import { splitTarget } from '~/server/gateway/members/core/split-target';
import { GROUP, HUB_KINDS, type HubKind, type HubVerb, VERSION } from './kinds';

/** Whether an address is of the hub's own API: everything below `/k8s/hub` is an API server's. */
export const isForHub = (target: string): boolean => /^\/k8s\/hub([/?]|$)/.test(target);

export type HubTarget =
  | { to: 'resource'; kind: HubKind; verb: HubVerb; name: string | undefined; query: URLSearchParams }
  /** Discovery, schemas, versions, health; `path` is without what leads to the hub. */
  | { to: 'path'; path: string }
  | { to: 'nowhere' };

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']);

/** A request as it came over the wire, as what it asks of the hub; what cannot be read with certainty is refused. */
export function parseHubTarget(
  method: string,
  target: string,
): { ok: true; target: HubTarget } | { ok: false; message: string } {
  if (!METHODS.has(method)) return { ok: false, message: `the method ${method.slice(0, 20)} is not served` };
  const split = splitTarget(target);
  if (!split.ok) return split;
  const [k8s, hub, ...segments] = split.segments;
  if (k8s !== 'k8s' || hub !== 'hub') return { ok: false, message: 'this is no address of the hub' };
  const options = readOptions(split.query, { open: false });
  if (!options.ok) return options;
  const [root, group, version, plural, name, ...more] = segments;
  if (root !== 'apis' || plural === undefined) {
    const isRead = method === 'GET' || method === 'HEAD';
    return { ok: true, target: isRead ? { to: 'path', path: `/${segments.join('/')}` } : { to: 'nowhere' } };
  }
  const kind = HUB_KINDS.find((one) => one.plural === plural);
  const isKnown = group === GROUP && version === VERSION && more.length === 0 && !split.hasTrailingSlash;
  if (!kind || !isKnown) return { ok: true, target: { to: 'nowhere' } };
  const verb = verbOf(method, name, options.isWatch);
  if (!verb) return { ok: true, target: { to: 'nowhere' } };
  return { ok: true, target: { to: 'resource', kind, verb, name, query: new URLSearchParams(options.query) } };
}

function verbOf(method: string, name: string | undefined, isWatch: boolean): HubVerb | undefined {
  if (method === 'GET' || method === 'HEAD') return name !== undefined ? 'get' : isWatch ? 'watch' : 'list';
  if (method === 'DELETE') return name === undefined ? 'deletecollection' : 'delete';
  if (method === 'POST') return name === undefined ? 'create' : undefined;
  if (name === undefined) return undefined;
  return method === 'PUT' ? 'update' : 'patch';
}
