import type { KindRef, ObjectRef } from '~/server/objects/model/ref';
import { clusterHref } from '../clusters/cluster-href';

/** The core group has no name; no group of a cluster can be called like this, since all others have a dot or are Kubernetes' own. */
const CORE = 'core';

/** `apps/v1/deployments`, `core/v1/pods`: a kind in an address. */
export const kindSlug = ({ group, version, plural }: KindRef): string =>
  [group === '' ? CORE : group, version, plural].join('/');

/** The kind that an address names; undefined when it names none. */
export function readKindSlug(slug: string | null): KindRef | undefined {
  const [group, version, plural, ...more] = (slug ?? '').split('/');
  if (!group || !version || !plural || more.length > 0) return undefined;
  return { group: group === CORE ? '' : group, version, plural };
}

/** The page of one object: `/clusters/a/objects/apps/v1/deployments/shop/web`; without a namespace one step less. */
export function objectHref({ cluster, namespace, name, ...kind }: ObjectRef): string {
  const place = namespace === undefined ? [name] : [namespace, name];
  return clusterHref(cluster, ['objects', kindSlug(kind), ...place.map(encodeURIComponent)].join('/'));
}

/** The object that an address names, from its decoded steps; undefined when they name none. */
export function readObjectPath(cluster: string, kind: KindRef, place: readonly string[]): ObjectRef | undefined {
  const [first, second, ...more] = place;
  if (first === undefined || more.length > 0) return undefined;
  const { group, version, plural } = kind;
  const known = { cluster, group: group === CORE ? '' : group, version, plural };
  return second === undefined ? { ...known, name: first } : { ...known, namespace: first, name: second };
}

type Narrowed = { namespace?: string | undefined; selector?: string | undefined };

/** The list of a kind in one member. */
export function kindHref(cluster: string, kind: KindRef, { namespace, selector }: Narrowed = {}): string {
  const parameters = new URLSearchParams({ kind: kindSlug(kind) });
  if (namespace !== undefined) parameters.set('namespace', namespace);
  if (selector !== undefined) parameters.set('selector', selector);
  return `${clusterHref(cluster, 'kinds')}?${parameters.toString().replaceAll('%2F', '/')}`;
}

/** Where objects are created from text. */
export const newObjectHref = (cluster: string): string => clusterHref(cluster, 'objects/new');
