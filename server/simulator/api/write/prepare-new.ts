import { noProblems } from '~/server/simulator/api/decode/decode-problems';
import { digList, digObject, type JsonObject, type KubeObject } from '~/server/simulator/api/object';
import { storageOf } from '~/server/simulator/api/registry';
import type { ResourceType } from '~/server/simulator/api/resource-type';
import { withTemplateGeneration } from './template-generation';
import type { Target, Writer } from './writer';

type Prepare = (object: KubeObject) => KubeObject;

/** What the server sets in a new object before it validates it (`PrepareForCreate` of each kind); the status is its own. */
export function prepareNew({ registry }: Writer, target: Target, object: KubeObject): KubeObject {
  const storage = storageOf(target.kind);
  const isServers = target.kind.subresources.includes('status') && storage !== '/nodes';
  const prepared = isServers ? withFreshStatus(object, registry.typeOf(target)) : object;
  return PREPARATIONS[storage]?.(prepared) ?? prepared;
}

function withFreshStatus({ status: _given, ...object }: KubeObject, type: ResourceType): KubeObject {
  const fresh = type.read(object, noProblems())['status'];
  return fresh === undefined ? object : { ...object, status: fresh };
}

const PREPARATIONS: Record<string, Prepare> = {
  '/namespaces': (object) => {
    const spec = digObject(object, 'spec') ?? {};
    const finalizers = Array.isArray(spec['finalizers']) ? spec['finalizers'] : [];
    const own = finalizers.includes('kubernetes') ? finalizers : [...finalizers, 'kubernetes'];
    return { ...object, spec: { ...spec, finalizers: own }, status: { phase: 'Active' } };
  },
  '/pods': (object) => ({ ...object, status: { phase: 'Pending', qosClass: qosClass(object) } }),
  'batch/jobs': jobSelector,
  'apps/daemonsets': (object) => withTemplateGeneration(undefined, object),
};

/** https://kubernetes.io/docs/concepts/workloads/pods/pod-qos/ */
function qosClass(pod: KubeObject): string {
  const containers = [...digList(pod, 'spec', 'containers'), ...digList(pod, 'spec', 'initContainers')];
  const amounts = (container: JsonObject, which: string) => digObject(container, 'resources', which) ?? {};
  const isGuaranteed = containers.every((container) => {
    const [limits, requests] = [amounts(container, 'limits'), amounts(container, 'requests')];
    return ['cpu', 'memory'].every(
      (name) => limits[name] !== undefined && (requests[name] ?? limits[name]) === limits[name],
    );
  });
  if (containers.length > 0 && isGuaranteed) return 'Guaranteed';
  const isBare = containers.every((container) =>
    ['limits', 'requests'].every((which) => Object.keys(amounts(container, which)).length === 0),
  );
  return isBare ? 'BestEffort' : 'Burstable';
}

/** A job's pods are told apart by its uid, unless it brings a selector of its own. */
function jobSelector(job: KubeObject): KubeObject {
  const spec = digObject(job, 'spec') ?? {};
  if (spec['manualSelector'] === true) return job;
  const uid = job.metadata.uid ?? '';
  const template = digObject(spec, 'template') ?? {};
  const labels = { 'controller-uid': uid, ...digObject(template, 'metadata', 'labels'), 'job-name': job.metadata.name };
  const metadata = { ...digObject(template, 'metadata'), labels };
  return {
    ...job,
    spec: { ...spec, selector: { matchLabels: { 'controller-uid': uid } }, template: { ...template, metadata } },
  };
}
