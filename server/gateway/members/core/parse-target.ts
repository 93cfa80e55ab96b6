import { ClusterNameText } from '~/server/clusters/model/names';
import type { AskedObject, MemberRequest, Unparsed, Verb } from '../member-request';
import { readOptions } from './read-options';
import { encodeSegment, splitTarget } from './split-target';

/** Where the door is: everything below the name of a cluster is that cluster's own. */
export const MEMBERS_PATH = '/k8s/clusters/';

/** Subresources by which bytes flow both ways. */
const STREAMED = new Set(['exec', 'attach', 'portforward']);
const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']);

/** A request as it came over the wire, as what it asks of which member; what cannot be read with certainty is refused. */
export function parseTarget(method: string, target: string): { ok: true; request: MemberRequest } | Unparsed {
  if (!METHODS.has(method)) return refuse(`the method ${method.slice(0, 20)} is not served`);
  if (!target.startsWith(MEMBERS_PATH)) return refuse('this is no address of a member');
  const split = splitTarget(target);
  if (!split.ok) return split;
  const [, , name = '', ...segments] = split.segments;
  const cluster = ClusterNameText.safeParse(name);
  if (!cluster.success) return refuse('the address names no cluster');
  const found = findObject(segments);
  if (found && 'ok' in found) return found;
  const isProxy = found?.subresource === 'proxy';
  if (split.hasTrailingSlash && found && !isProxy) return refuse('an object has no / at its end');
  const options = readOptions(split.query, { open: isProxy });
  if (!options.ok) return options;
  const path = `/${segments.map(encodeSegment).join('/')}${split.hasTrailingSlash ? '/' : ''}`;
  const common = { cluster: cluster.data, method, path: segments.length === 0 ? '/' : path, query: options.query };
  if (found)
    return {
      ok: true,
      request: { ...common, kind: 'object', object: found, verb: verbOf(method, found, options.isWatch) },
    };
  if (!isDiscovery(segments)) return refuse('this address of a member is not served through the hub');
  if (method !== 'GET' && method !== 'HEAD') return refuse('discovery is read only');
  return { ok: true, request: { ...common, kind: 'discovery', verb: 'get' } };
}

/** https://kubernetes.io/docs/reference/using-api/api-concepts/#resource-uris; undefined where no resource begins. */
function findObject(segments: readonly string[]): AskedObject | Unparsed | undefined {
  const [root, ...rest] = segments;
  const groupLength = root === 'api' ? 1 : root === 'apis' ? 2 : 0;
  if (groupLength === 0 || rest.length <= groupLength) return undefined;
  const group = root === 'api' ? '' : (rest[0] ?? '');
  const version = rest[groupLength - 1] ?? '';
  const [first = '', second, third, ...more] = rest.slice(groupLength);
  if (first === 'watch' || first === 'proxy')
    return refuse('the old /watch and /proxy addresses are not served; use ?watch=true');
  if (first !== 'namespaces') return objectOf({ group, version }, undefined, [first, second, third, ...more]);
  // what follows a namespace's own name is a subresource of it, or a kind within it
  if (third === undefined || (more.length === 0 && (third === 'status' || third === 'finalize')))
    return objectOf({ group, version }, second, [first, second, third]);
  return objectOf({ group, version }, second, [third, ...more]);
}

type Parts = readonly (string | undefined)[];

function objectOf(
  of: { group: string; version: string },
  namespace: string | undefined,
  [resource = '', name, subresource, ...rest]: Parts,
): AskedObject | Unparsed {
  if (!/^v\d+((alpha|beta)\d+)?$/.test(of.version)) return refuse('the address has no version of an API');
  if (!/^[a-z0-9][a-z0-9.-]*$/.test(resource) || !/^[a-z0-9.-]*$/.test(of.group))
    return refuse('the address names no kind');
  if (subresource !== undefined && !/^[a-z0-9-]+$/.test(subresource)) return refuse('the address names no subresource');
  // serviceaccounts/token and pods/proxy/a/b are deeper than an object; nothing else is
  if (rest.length > 0 && subresource !== 'proxy') return refuse('the address is deeper than an object');
  return { ...of, resource, subresource, namespace, name };
}

function verbOf(method: string, { subresource, name }: AskedObject, isWatch: boolean): Verb {
  if (subresource !== undefined && (STREAMED.has(subresource) || subresource === 'proxy')) return 'connect';
  if (method === 'POST') return 'create';
  if (method === 'PUT') return 'update';
  if (method === 'PATCH') return 'patch';
  if (method === 'DELETE') return name === undefined ? 'deletecollection' : 'delete';
  if (isWatch) return 'watch';
  return name === undefined ? 'list' : 'get';
}

function isDiscovery([root, ...rest]: readonly string[]): boolean {
  if (root === undefined) return true;
  if (root === 'api') return rest.length <= 1;
  if (root === 'apis') return rest.length <= 2;
  if (root === 'openapi') return rest[0] === 'v2' ? rest.length === 1 : rest[0] === 'v3';
  return (root === 'version' && rest.length === 0) || ['healthz', 'livez', 'readyz'].includes(root);
}

const refuse = (message: string): Unparsed => ({ ok: false, message });
