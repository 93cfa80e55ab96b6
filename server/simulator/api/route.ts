import { noSuchResource } from './api-error';
import type { Registry, Resource } from './registry';

/** A path of the API taken apart. */
export type Route =
  | { to: 'resource'; resource: Resource; namespace: string; name: string; subresource: string }
  | { to: 'group'; group: string }
  | { to: 'version'; group: string; version: string }
  | { to: 'path'; path: string }
  /** A group or version that nobody serves. */
  | { to: 'nowhere' };

/** Takes `/api/v1/…` and `/apis/<group>/<version>/…` apart; throws 404 for a resource that is not served. */
export function routeOf(registry: Registry, path: string): Route {
  const [root = '', ...parts] = path.split('/').slice(1).map(decode);
  if (root !== 'api' && root !== 'apis') return { to: 'path', path };
  const [group = '', version = '', ...rest] = root === 'api' ? ['', ...parts] : parts;
  const segments = rest.filter((part, index) => part !== '' || index < rest.length - 1);
  if (root === 'apis' && group !== '' && version === '') return { to: 'group', group };
  if (version === '') return { to: 'path', path };
  if (!registry.resources().some(({ kind, version: served }) => kind.group === group && served === version))
    return { to: 'nowhere' };
  if (segments.length === 0) return { to: 'version', group, version };
  return resourceRoute(registry, { group, version }, segments);
}

function resourceRoute(
  registry: Registry,
  { group, version }: { group: string; version: string },
  segments: string[],
): Route {
  const isScoped = segments[0] === 'namespaces' && segments.length > 2 && !isOfNamespace(group, segments);
  const [namespace = '', plural = '', name = '', subresource = '', ...more] = isScoped
    ? segments.slice(1)
    : ['', ...segments];
  const resource = registry.find(group, version, plural);
  if (!resource || more.length > 0 || (isScoped && !resource.kind.namespaced)) throw noSuchResource();
  if (resource.kind.namespaced && !isScoped && name !== '') throw noSuchResource();
  if (subresource !== '' && !resource.kind.subresources.some((known) => known === subresource)) throw noSuchResource();
  return { to: 'resource', resource, namespace, name, subresource };
}

/** `/api/v1/namespaces/<name>/status` is about the namespace, not about something in it. */
const isOfNamespace = (group: string, segments: string[]) =>
  group === '' && segments.length === 3 && ['status', 'finalize'].includes(segments[2] ?? '');

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
