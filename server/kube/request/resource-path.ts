import { invalid } from '~/server/kernel/failure';
import type { Resource } from '~/server/kube/member';

export type Place = { namespace?: string; name?: string; subresource?: string };
export type Query = Record<string, string | number | boolean | undefined>;

/** The path of a collection or an object, as the API conventions write it. Throws `invalid` on what is no such name. */
export function resourcePath(resource: Resource, place: Place = {}): string {
  const { group, version, plural } = resource;
  const root = group === '' ? ['api', version] : ['apis', group, version];
  const namespace = place.namespace === undefined ? [] : ['namespaces', place.namespace];
  const name = place.name === undefined ? [] : [place.name];
  const subresource = place.subresource === undefined ? [] : place.subresource.split('/');
  const segments = [...root, ...namespace, plural, ...name, ...subresource];
  return `/${segments.map(pathSegment).join('/')}`;
}

/** The path with a query; undefined values are left out. */
export function withQuery(path: string, query: Query): string {
  const pairs = Object.entries(query).filter(([, value]) => value !== undefined);
  if (pairs.length === 0) return path;
  return `${path}?${new URLSearchParams(pairs.map(([key, value]) => [key, String(value)]))}`;
}

/** A path that is no object, such as `/readyz?verbose`: plain segments only. */
export function rawPath(path: string): string {
  const isPlain = /^(\/[A-Za-z0-9._~:-]+)+\/?(\?[A-Za-z0-9._~:=&-]*)?$/.test(path);
  if (!isPlain || /\/\.{1,2}(\/|\?|$)/.test(path)) throw invalid('path', `${JSON.stringify(path)} is no plain path`);
  return path;
}

/** https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#path-segment-names */
function pathSegment(segment: string): string {
  const isRefused = segment === '' || segment === '.' || segment === '..' || /[/%\\]/.test(segment);
  if (isRefused || segment.length > 253) throw invalid('name', `${JSON.stringify(segment)} is no name of an object`);
  return encodeURIComponent(segment);
}
