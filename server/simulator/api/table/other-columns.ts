import { age } from '~/server/kernel/human-duration';
import { digList, type KubeObject } from '~/server/simulator/api/object';
import { AGE, type Column, column, count, NAME, text, wide } from './column';

const subjects = (binding: KubeObject, kind: string) =>
  digList(binding, 'subjects')
    .filter((subject) => subject['kind'] === kind)
    .map(({ name, namespace }) => (kind === 'ServiceAccount' ? `${namespace}/${name}` : name))
    .join(', ');

const BINDING: readonly Column[] = [
  NAME,
  column('Role', (binding) => `${text(binding, 'roleRef.kind')}/${text(binding, 'roleRef.name')}`),
  AGE,
  wide('Users', (binding) => subjects(binding, 'User')),
  wide('Groups', (binding) => subjects(binding, 'Group')),
  wide('ServiceAccounts', (binding) => subjects(binding, 'ServiceAccount')),
];

const seen = (event: KubeObject, now: Date, ...fields: string[]) => {
  const at = fields.map((field) => text(event, field)).find((found) => found !== '');
  return age(at ?? event.metadata.creationTimestamp, now);
};

/** `printers/internalversion` for bindings, events and autoscalers. */
export const OTHER_COLUMNS: Record<string, readonly Column[]> = {
  'rbac.authorization.k8s.io/clusterrolebindings': BINDING,
  'rbac.authorization.k8s.io/rolebindings': BINDING,
  '/events': [
    column('Last Seen', (event, now) => seen(event, now, 'lastTimestamp', 'eventTime')),
    column('Type', (event) => text(event, 'type')),
    column('Reason', (event) => text(event, 'reason')),
    column(
      'Object',
      (event) => `${text(event, 'involvedObject.kind').toLowerCase()}/${text(event, 'involvedObject.name')}`,
    ),
    wide('Subobject', (event) => text(event, 'involvedObject.fieldPath')),
    wide('Source', (event) =>
      [text(event, 'source.component'), text(event, 'source.host')].filter((part) => part !== '').join(', '),
    ),
    column('Message', (event) => text(event, 'message').trim()),
    wide('First Seen', (event, now) => seen(event, now, 'firstTimestamp', 'eventTime')),
    wide('Count', (event) => count(event, 'count') || 1),
    wide('Name', (event) => event.metadata.name),
  ],
  'autoscaling/horizontalpodautoscalers': [
    NAME,
    column(
      'Reference',
      (scaler) => `${text(scaler, 'spec.scaleTargetRef.kind')}/${text(scaler, 'spec.scaleTargetRef.name')}`,
    ),
    column('Targets', () => '<unknown>/80%'),
    column('MinPods', (scaler) => text(scaler, 'spec.minReplicas', '1')),
    column('MaxPods', (scaler) => count(scaler, 'spec.maxReplicas')),
    column('Replicas', (scaler) => count(scaler, 'status.currentReplicas')),
    AGE,
  ],
};
