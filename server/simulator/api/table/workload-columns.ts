import { age, humanDuration } from '~/server/kernel/human-duration';
import { dig, digList, type KubeObject } from '~/server/simulator/api/object';
import { AGE, type Column, column, count, NAME, pairs, selectorText, since, text, wide } from './column';

const containers = (path: string) => (object: KubeObject) => digList(object, ...path.split('.'), 'containers');
const templateColumns = (path = 'spec.template.spec'): Column[] => [
  wide('Containers', (object) =>
    containers(path)(object)
      .map((one) => one['name'])
      .join(','),
  ),
  wide('Images', (object) =>
    containers(path)(object)
      .map((one) => one['image'])
      .join(','),
  ),
];
const SELECTOR = wide('Selector', (object) => selectorText(object));
const ready = (have: string, want: string) =>
  column('Ready', (object) => `${count(object, have)}/${count(object, want)}`);
const integer = (name: string, path: string) => column(name, (object) => count(object, path), 'integer');

/** `printers/internalversion` for apps and batch. */
export const WORKLOAD_COLUMNS: Record<string, readonly Column[]> = {
  'apps/deployments': [
    NAME,
    ready('status.readyReplicas', 'spec.replicas'),
    column('Up-to-date', (object) => count(object, 'status.updatedReplicas')),
    column('Available', (object) => count(object, 'status.availableReplicas')),
    AGE,
    ...templateColumns(),
    SELECTOR,
  ],
  'apps/replicasets': [
    NAME,
    integer('Desired', 'spec.replicas'),
    integer('Current', 'status.replicas'),
    integer('Ready', 'status.readyReplicas'),
    AGE,
    ...templateColumns(),
    SELECTOR,
  ],
  'apps/statefulsets': [NAME, ready('status.readyReplicas', 'spec.replicas'), AGE, ...templateColumns()],
  'apps/daemonsets': [
    NAME,
    integer('Desired', 'status.desiredNumberScheduled'),
    integer('Current', 'status.currentNumberScheduled'),
    integer('Ready', 'status.numberReady'),
    integer('Up-to-date', 'status.updatedNumberScheduled'),
    integer('Available', 'status.numberAvailable'),
    column('Node Selector', (object) => pairs(dig(object, 'spec', 'template', 'spec', 'nodeSelector'))),
    AGE,
    ...templateColumns(),
    SELECTOR,
  ],
  'batch/jobs': [
    NAME,
    column('Completions', (object) => `${count(object, 'status.succeeded')}/${text(object, 'spec.completions', '1')}`),
    column('Duration', jobDuration),
    AGE,
    ...templateColumns(),
    SELECTOR,
  ],
  'batch/cronjobs': [
    NAME,
    column('Schedule', (object) => text(object, 'spec.schedule')),
    column('Suspend', (object) => (dig(object, 'spec', 'suspend') === true ? 'True' : 'False'), 'boolean'),
    column('Active', (object) => digList(object, 'status', 'active').length, 'integer'),
    column('Last Schedule', (object, now) => since(text(object, 'status.lastScheduleTime'), now)),
    AGE,
    ...templateColumns('spec.jobTemplate.spec.template.spec'),
    wide('Selector', (object) => selectorText(object, 'spec.jobTemplate.spec.selector')),
  ],
};

function jobDuration(object: KubeObject, now: Date): string {
  const start = text(object, 'status.startTime');
  const end = text(object, 'status.completionTime');
  if (start === '') return '';
  return end === '' ? age(start, now) : humanDuration(Date.parse(end) - Date.parse(start));
}
