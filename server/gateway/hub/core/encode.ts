import { COLUMNS, type HubColumn } from './columns';
import type { HubObject } from './hub-object';
import { GROUP_VERSION, type HubKind } from './kinds';

/** How objects leave: whole, as their metadata, or as a table of what `kubectl get` shows. */
export type HubEncoder = {
  one(object: HubObject): unknown;
  list(objects: readonly HubObject[], metadata: ListMeta): unknown;
  /** Tells a watcher how far it is; `isInitialEnd` that it has been told all that was there. */
  bookmark(version: string, isInitialEnd: boolean): unknown;
};
export type ListMeta = { resourceVersion: string; continue?: string; remainingItemCount?: number };

const TYPES = new Set(['application/json', 'application/*', '*/*']);
const INITIAL_END = { 'k8s.io/initial-events-end': 'true' };

/** The first form of an Accept header that can be given; undefined for none. */
export function chooseEncoder(kind: HubKind, accept: string, include: string, now: Date): HubEncoder | undefined {
  for (const range of accept === '' ? ['*/*'] : accept.split(',')) {
    const [type = '', ...parameters] = range.split(';').map((part) => part.trim());
    if (!TYPES.has(type)) continue;
    const as = parameters.find((one) => one.startsWith('as='))?.slice(3);
    if (as === undefined) return whole(kind);
    if (as === 'Table') return tables(COLUMNS[kind.plural], versionIn(parameters), include, now);
    if (as === 'PartialObjectMetadata' || as === 'PartialObjectMetadataList') return partial(versionIn(parameters));
  }
  return undefined;
}

const versionIn = (parameters: readonly string[]) =>
  parameters.includes('v=v1beta1') ? 'meta.k8s.io/v1beta1' : 'meta.k8s.io/v1';

const bookmarkMeta = (resourceVersion: string, isInitialEnd: boolean) => ({
  resourceVersion,
  ...(isInitialEnd ? { annotations: INITIAL_END } : {}),
});

const whole = ({ kind }: HubKind): HubEncoder => ({
  one: (object) => object,
  list: (items, metadata) => ({ apiVersion: GROUP_VERSION, kind: `${kind}List`, metadata, items }),
  bookmark: (version, end) => ({ apiVersion: GROUP_VERSION, kind, metadata: bookmarkMeta(version, end) }),
});

const partial = (apiVersion: string): HubEncoder => {
  const head = { apiVersion, kind: 'PartialObjectMetadata' };
  const one = ({ metadata }: HubObject) => ({ ...head, metadata });
  return {
    one,
    list: (objects, metadata) => ({ apiVersion, kind: 'PartialObjectMetadataList', metadata, items: objects.map(one) }),
    bookmark: (version, end) => ({ ...head, metadata: bookmarkMeta(version, end) }),
  };
};

function tables(columns: readonly HubColumn[], apiVersion: string, include: string, now: Date): HubEncoder {
  const columnDefinitions = columns.map(({ name, type, wide }) => ({
    ...{ name, type, format: name === 'Name' ? 'name' : '', description: '', priority: wide ? 1 : 0 },
  }));
  const included = (object: HubObject) => {
    if (include === 'None') return null;
    return include === 'Object' ? object : { kind: 'PartialObjectMetadata', apiVersion, metadata: object.metadata };
  };
  const table = (metadata: unknown, objects: readonly HubObject[]) => ({
    ...{ kind: 'Table', apiVersion, metadata, columnDefinitions },
    rows: objects.map((object) => ({ cells: columns.map(({ cell }) => cell(object, now)), object: included(object) })),
  });
  return {
    one: (object) => table({ resourceVersion: object.metadata.resourceVersion }, [object]),
    list: (objects, metadata) => table(metadata, objects),
    bookmark: (version, end) => table(bookmarkMeta(version, end), []),
  };
}
