import { isObject, type JsonObject } from '~/server/simulator/api/object';
import { TEMPLATE_GENERATION } from '~/server/simulator/api/write/template-generation';
import type { Defaults, DefaultsContext } from './field-defaults';

const API = 'io.k8s.api.';
const DEFINITION = 'io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.CustomResourceDefinition';

/** The fields of a type that are made from what is given, whether they are given or not; undefined for most types. */
export const conversionsOf = (
  definition: string,
  given: JsonObject,
  context: DefaultsContext,
): JsonObject | undefined =>
  definition === DEFINITION
    ? storedVersions(given)
    : definition.startsWith(API)
      ? BY_TYPE[definition.slice(API.length)]?.(given, context)
      : undefined;

const object = (value: unknown): JsonObject => (isObject(value) ? value : {});

const requirements: Defaults = ({ limits, requests }, { kind }) =>
  kind === 'Pod' && isObject(limits) ? { requests: { ...limits, ...(isObject(requests) ? requests : {}) } } : {};

function limitRangeItem({ type, max, min, default: limit, defaultRequest }: JsonObject): JsonObject {
  if (type !== 'Container') return {};
  const limits = { ...object(max), ...object(limit) };
  return { default: limits, defaultRequest: { ...object(min), ...limits, ...object(defaultRequest) } };
}

/** What is given as text is kept as data. */
function secret({ data, stringData }: JsonObject): JsonObject {
  const texts = Object.entries(object(stringData)).map(([key, text]) => [
    key,
    Buffer.from(String(text)).toString('base64'),
  ]);
  return { data: { ...object(data), ...Object.fromEntries(texts) }, stringData: null };
}

/** A job without labels has those of its pods. */
const job: Defaults = ({ metadata, spec }) => {
  const labels = object(object(object(object(spec)['template'])['metadata'])['labels']);
  const given = object(metadata)['labels'] ?? {};
  const isBare = typeof given === 'object' && Object.keys(given).length === 0;
  return isBare && Object.keys(labels).length > 0 ? { metadata: { ...object(metadata), labels } } : {};
};

/** On the host's network a container's port is the host's. */
const withHostPorts = (containers: unknown) =>
  Array.isArray(containers)
    ? containers.map((one) => {
        const { ports } = object(one);
        if (!Array.isArray(ports)) return one;
        return { ...one, ports: ports.map((port) => ({ ...port, hostPort: port.hostPort || port.containerPort })) };
      })
    : containers;

const podSpec: Defaults = ({ hostNetwork, containers, initContainers }) =>
  hostNetwork === true ? { containers: withHostPorts(containers), initContainers: withHostPorts(initContainers) } : {};

/** A CustomResourceDefinition has stored the version that it stores, from the first. */
function storedVersions({ spec, status }: JsonObject): JsonObject {
  const known = object(status)['storedVersions'];
  const versions = object(spec)['versions'];
  if ((Array.isArray(known) && known.length > 0) || !Array.isArray(versions)) return {};
  const stored = versions.filter((version) => object(version)['storage'] === true).map((version) => version.name);
  return { status: { ...object(status), storedVersions: stored } };
}

/** Every DaemonSet that is read has the annotation; the server sets what it counts. */
const daemonSet: Defaults = ({ metadata }) => {
  const annotations = { [TEMPLATE_GENERATION]: '0', ...object(object(metadata)['annotations']) };
  return { metadata: { ...object(metadata), annotations } };
};

const BY_TYPE: Record<string, Defaults> = {
  'core.v1.ServiceSpec': ({ sessionAffinity }) =>
    sessionAffinity === 'ClientIP' ? {} : { sessionAffinityConfig: null },
  'core.v1.ResourceRequirements': requirements,
  'core.v1.LimitRangeItem': limitRangeItem,
  'core.v1.Secret': secret,
  'core.v1.PodSpec': podSpec,
  'batch.v1.Job': job,
  'apps.v1.DaemonSet': daemonSet,
};
