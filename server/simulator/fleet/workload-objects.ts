import { type KubeObject, timestamp } from '~/server/simulator/api/object';
import type { By } from '~/server/simulator/api/write/objects';
import type { SimulatedMember } from '~/server/simulator/member';
import type { Application, Component } from './applications';

export type Place = { namespace: string; environment: string; createdAt: Date; scale?: number };

/** Writes an application's namespace and workloads into a member, as its pipeline would. */
export function putApplication(
  member: SimulatedMember,
  application: Application,
  components: readonly Component[],
  place: Place,
): void {
  const { namespace, environment, createdAt } = place;
  if (!member.objects.get('v1', 'namespaces', namespace)) {
    const team = application.team === '' ? {} : { 'portolan.dev/team': application.team };
    const labels = { 'kubernetes.io/metadata.name': namespace, 'portolan.dev/environment': environment, ...team };
    member.objects.put('v1', 'namespaces', {
      metadata: { name: namespace, labels, creationTimestamp: timestamp(createdAt) },
    });
    member.objects.put('v1', 'serviceaccounts', { metadata: { name: 'default', namespace } });
  }
  for (const component of components) putComponent(member, application, component, place);
}

const PIPELINE: By = { manager: 'argocd-controller' };

function putComponent(member: SimulatedMember, application: Application, component: Component, place: Place): void {
  const metadata = {
    name: component.name,
    namespace: place.namespace,
    labels: labelsOf(application, component),
    creationTimestamp: timestamp(place.createdAt),
  };
  const by = { ...PIPELINE, at: place.createdAt };
  const [apiVersion, plural] = PLURALS[component.kind];
  member.objects.put(apiVersion, plural, { metadata, ...specOf(application, component, place) }, by);
  if (component.port === undefined) return;
  const ports = [
    {
      name: component.port === 53 ? 'dns' : 'tcp',
      port: component.exposed ? 443 : component.port,
      targetPort: component.port,
    },
  ];
  const spec = { selector: selectorOf(component), type: component.exposed ? 'LoadBalancer' : 'ClusterIP', ports };
  member.objects.put('v1', 'services', { metadata, spec: { ...spec, clusterIP: clusterAddress(member) } }, by);
}

const PLURALS: Record<Component['kind'], [apiVersion: string, plural: string]> = {
  Deployment: ['apps/v1', 'deployments'],
  StatefulSet: ['apps/v1', 'statefulsets'],
  DaemonSet: ['apps/v1', 'daemonsets'],
  CronJob: ['batch/v1', 'cronjobs'],
  Job: ['batch/v1', 'jobs'],
};

/** https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/ */
function labelsOf(application: Application, component: Component): Record<string, string> {
  return {
    'app.kubernetes.io/name': component.name,
    'app.kubernetes.io/part-of': application.name,
    'app.kubernetes.io/version': component.image.split(':').at(-1) ?? '',
    'app.kubernetes.io/managed-by': 'argocd',
    ...(application.team === '' ? {} : { 'portolan.dev/team': application.team }),
  };
}

const selectorOf = (component: Component) => ({ 'app.kubernetes.io/name': component.name });

function specOf(application: Application, component: Component, { scale = 1 }: Place): { spec: KubeObject['spec'] } {
  const { name, kind, image, replicas = 1, port, cpu, memory, schedule } = component;
  const container = {
    name,
    image,
    ...(port === undefined ? {} : { ports: [{ name: 'tcp', containerPort: port }] }),
    resources: { requests: { cpu, memory }, limits: { memory } },
  };
  const template = (restartPolicy: string) => ({
    metadata: { labels: labelsOf(application, component) },
    spec: { containers: [container], restartPolicy },
  });
  const wanted = Math.max(1, Math.round(replicas * scale));
  const running = { selector: { matchLabels: selectorOf(component) }, template: template('Always') };
  if (kind === 'CronJob') return { spec: { schedule, jobTemplate: { spec: { template: template('OnFailure') } } } };
  if (kind === 'Job') return { spec: { template: template('OnFailure'), completions: 1, parallelism: 1 } };
  if (kind === 'DaemonSet') return { spec: running };
  return { spec: { replicas: wanted, ...running, ...(kind === 'StatefulSet' ? { serviceName: name } : {}) } };
}

function clusterAddress({ objects }: SimulatedMember): string {
  const host = objects.list('v1', 'services').length + 10;
  return `10.96.${host >> 8}.${host & 255}`;
}
