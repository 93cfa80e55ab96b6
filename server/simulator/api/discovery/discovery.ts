import { createHash } from 'node:crypto';
import { type Answer, answerObject } from '~/server/simulator/api/answer';
import { noSuchResource } from '~/server/simulator/api/api-error';
import type { Kind, Subresource } from '~/server/simulator/api/kinds';
import type { JsonObject } from '~/server/simulator/api/object';
import type { Registry, Resource } from '~/server/simulator/api/registry';

const AGGREGATED = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList';
const SUBRESOURCES: Record<Subresource, { group?: string; version?: string; kind?: string; verbs: string[] }> = {
  status: { verbs: ['get', 'patch', 'update'] },
  scale: { group: 'autoscaling', version: 'v1', kind: 'Scale', verbs: ['get', 'patch', 'update'] },
  finalize: { verbs: ['update'] },
  attach: { kind: 'PodAttachOptions', verbs: ['create', 'get'] },
  binding: { kind: 'Binding', verbs: ['create'] },
  eviction: { group: 'policy', version: 'v1', kind: 'Eviction', verbs: ['create'] },
  exec: { kind: 'PodExecOptions', verbs: ['create', 'get'] },
  log: { verbs: ['get'] },
  portforward: { kind: 'PodPortForwardOptions', verbs: ['create', 'get'] },
  token: { group: 'authentication.k8s.io', version: 'v1', kind: 'TokenRequest', verbs: ['create'] },
};

/** Evictions are of policy/v1 from 1.22 on. */
const subresourceOf = (name: Subresource, minor: number) =>
  name === 'eviction' && minor < 22 ? { ...SUBRESOURCES.eviction, version: 'v1beta1' } : SUBRESOURCES[name];

/** `/api` and `/apis`: the versions and groups, or everything at once where aggregated discovery is served (1.27 and later). */
export function discoverRoot(registry: Registry, path: string, accept: string): Answer {
  const isCore = path === '/api';
  if (registry.minor >= 27 && accept.split(',').some(isAggregated)) return aggregated(registry, isCore);
  if (isCore) {
    const serverAddressByClientCIDRs = [{ clientCIDR: '0.0.0.0/0', serverAddress: '127.0.0.1' }];
    return answerObject(200, { kind: 'APIVersions', versions: ['v1'], serverAddressByClientCIDRs });
  }
  const groups = groupNames(registry).map((group) => groupOf(registry, group));
  return answerObject(200, { kind: 'APIGroupList', apiVersion: 'v1', groups });
}

/** `/apis/<group>`. */
export function discoverGroup(registry: Registry, group: string): Answer {
  if (!groupNames(registry).includes(group)) throw noSuchResource();
  return answerObject(200, { kind: 'APIGroup', apiVersion: 'v1', ...groupOf(registry, group) });
}

/** `/api/v1` and `/apis/<group>/<version>`. */
export function discoverVersion(registry: Registry, group: string, version: string): Answer {
  const served = registry
    .resources()
    .filter((resource) => resource.kind.group === group && resource.version === version);
  if (served.length === 0) throw noSuchResource();
  const groupVersion = group === '' ? version : `${group}/${version}`;
  const head = group === '' ? { kind: 'APIResourceList' } : { kind: 'APIResourceList', apiVersion: 'v1' };
  return answerObject(200, {
    ...head,
    groupVersion,
    resources: served.flatMap(({ kind }) => [
      resourceOf(kind, registry.minor),
      ...subresourcesOf(kind, registry.minor),
    ]),
  });
}

const groupNames = (registry: Registry) =>
  [...new Set(registry.resources().map(({ kind }) => kind.group))].filter((group) => group !== '');

const versionsOf = (registry: Registry, group: string) => [
  ...new Set(
    registry
      .resources()
      .filter(({ kind }) => kind.group === group)
      .map(({ version }) => version),
  ),
];

function groupOf(registry: Registry, group: string): JsonObject {
  const versions = versionsOf(registry, group).map((version) => ({ groupVersion: `${group}/${version}`, version }));
  return { name: group, versions, preferredVersion: versions[0] };
}

/** Singular names are told from 1.27 on, for custom resources always. */
function resourceOf(kind: Kind, minor: number): JsonObject {
  return {
    name: kind.plural,
    singularName: minor >= 27 || kind.custom ? kind.singular : '',
    namespaced: kind.namespaced,
    kind: kind.kind,
    verbs: kind.verbs,
    ...(kind.shortNames.length > 0 ? { shortNames: kind.shortNames } : {}),
    ...(kind.categories.length > 0 ? { categories: kind.categories } : {}),
    ...(kind.verbs.includes('list') ? { storageVersionHash: hashOf(kind) } : {}),
  };
}

function subresourcesOf(kind: Kind, minor: number): JsonObject[] {
  return kind.subresources.map((name) => {
    const { verbs, kind: own = kind.kind, ...foreign } = subresourceOf(name, minor);
    return {
      name: `${kind.plural}/${name}`,
      singularName: '',
      namespaced: kind.namespaced,
      ...foreign,
      kind: own,
      verbs,
    };
  });
}

const hashOf = ({ group, kind }: Kind) =>
  createHash('sha256').update(`${group}/${kind}`).digest().subarray(0, 8).toString('base64');

function isAggregated(range: string): boolean {
  const parameters = range.split(';').map((part) => part.trim());
  return ['g=apidiscovery.k8s.io', 'v=v2', 'as=APIGroupDiscoveryList'].every((parameter) =>
    parameters.includes(parameter),
  );
}

function aggregated(registry: Registry, isCore: boolean): Answer {
  const items = (isCore ? [''] : groupNames(registry)).map((group) => ({
    metadata: group === '' ? { creationTimestamp: null } : { name: group, creationTimestamp: null },
    versions: versionsOf(registry, group).map((version) => ({
      version,
      resources: registry
        .resources()
        .filter((resource) => resource.kind.group === group && resource.version === version)
        .map(aggregatedResource),
      freshness: 'Current',
    })),
  }));
  const body = answerObject(200, {
    kind: 'APIGroupDiscoveryList',
    apiVersion: 'apidiscovery.k8s.io/v2',
    metadata: {},
    items,
  });
  return { ...body, headers: { 'content-type': AGGREGATED } };
}

function aggregatedResource({ kind, version }: Resource): JsonObject {
  const subresources = kind.subresources.map((name) => {
    const { verbs, group, version: own, kind: other } = SUBRESOURCES[name];
    const responseKind = { group: group ?? kind.group, version: own ?? version, kind: other ?? kind.kind };
    return { subresource: name, responseKind, verbs };
  });
  return {
    resource: kind.plural,
    responseKind: { group: kind.group, version, kind: kind.kind },
    scope: kind.namespaced ? 'Namespaced' : 'Cluster',
    singularResource: kind.singular,
    verbs: kind.verbs,
    ...(kind.shortNames.length > 0 ? { shortNames: kind.shortNames } : {}),
    ...(kind.categories.length > 0 ? { categories: kind.categories } : {}),
    ...(subresources.length > 0 ? { subresources } : {}),
  };
}
