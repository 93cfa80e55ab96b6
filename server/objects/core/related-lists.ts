import { at, isJson, type Json, text } from '~/server/kernel/json';
import type { KindRef } from '../model/ref';
import type { RelatedList } from '../model/view';

type Seen = { metadata: { name: string; namespace?: string; uid?: string }; [field: string]: unknown };

const PODS = { title: 'pods', group: '', version: 'v1', plural: 'pods' } as const;
const REVISIONS = {
  title: 'controllerRevisions',
  group: 'apps',
  version: 'v1',
  plural: 'controllerrevisions',
} as const;

/** The lists that belong beside an object. Only asked for when looked at: each is a question to the member. */
export function relatedLists({ group, plural }: Pick<KindRef, 'group' | 'plural'>, object: Seen): RelatedList[] {
  const namespace = object.metadata.namespace ?? null;
  const listed = (
    list: Pick<RelatedList, 'title' | 'group' | 'version' | 'plural'>,
    selector: Selector,
  ): RelatedList => ({
    ...list,
    namespace,
    labelSelector: null,
    fieldSelector: null,
    ...selector,
  });
  const lists: RelatedList[] = [];
  const pods = podsOf(group, plural, object);
  if (pods) lists.push(listed(PODS, pods));
  const selector = labelSelectorOf(at(object, 'spec', 'selector'));
  if (group === 'apps' && plural === 'deployments' && selector)
    lists.push(
      listed({ title: 'replicaSets', group, version: 'v1', plural: 'replicasets' }, { labelSelector: selector }),
    );
  if (group === 'apps' && (plural === 'statefulsets' || plural === 'daemonsets') && selector)
    lists.push(listed(REVISIONS, { labelSelector: selector }));
  if (group === '' && plural === 'services') {
    const slices = {
      title: 'endpointSlices',
      group: 'discovery.k8s.io',
      version: 'v1',
      plural: 'endpointslices',
    } as const;
    lists.push(listed(slices, { labelSelector: `kubernetes.io/service-name=${object.metadata.name}` }));
  }
  if (plural !== 'events') lists.push(eventsOf(object, plural === 'nodes'));
  return lists;
}

type Selector = { labelSelector: string } | { fieldSelector: string };

function podsOf(group: string, plural: string, object: Seen): Selector | undefined {
  if (group === '' && plural === 'nodes') return { fieldSelector: `spec.nodeName=${object.metadata.name}` };
  const isPlain = group === '' && (plural === 'services' || plural === 'replicationcontrollers');
  const selector = isPlain
    ? equalities(at(object, 'spec', 'selector'))
    : labelSelectorOf(at(object, 'spec', 'selector'));
  const hasPods =
    isPlain || group === 'apps' || (group === 'batch' && plural === 'jobs') || plural === 'poddisruptionbudgets';
  return hasPods && selector ? { labelSelector: selector } : undefined;
}

/** A node's events lie in the default namespace and carry its name as uid. */
function eventsOf({ metadata: { uid, name, namespace } }: Seen, isNode: boolean): RelatedList {
  const about = isNode || uid === undefined ? `involvedObject.name=${name}` : `involvedObject.uid=${uid}`;
  const kind = isNode ? ',involvedObject.kind=Node' : '';
  return {
    ...{ title: 'events', group: '', version: 'v1', plural: 'events' },
    namespace: namespace ?? null,
    labelSelector: null,
    fieldSelector: about + kind,
  };
}

/** A LabelSelector as kubectl's `-l` takes it; undefined when it selects nothing or everything. */
export function labelSelectorOf(selector: unknown): string | undefined {
  if (!isJson(selector)) return undefined;
  const expressions = Array.isArray(selector['matchExpressions']) ? selector['matchExpressions'].filter(isJson) : [];
  const terms = [equalities(selector['matchLabels']), ...expressions.map(expression)].filter(Boolean);
  return terms.length === 0 ? undefined : terms.join(',');
}

function equalities(labels: unknown): string | undefined {
  if (!isJson(labels) || Object.keys(labels).length === 0) return undefined;
  return Object.entries(labels)
    .map(([key, value]) => `${key}=${text(value)}`)
    .join(',');
}

function expression(one: Json): string {
  const key = text(one['key']);
  const values = Array.isArray(one['values']) ? one['values'].map(text).join(',') : '';
  switch (one['operator']) {
    case 'In':
      return `${key} in (${values})`;
    case 'NotIn':
      return `${key} notin (${values})`;
    case 'Exists':
      return key;
    case 'DoesNotExist':
      return `!${key}`;
    default:
      return '';
  }
}
