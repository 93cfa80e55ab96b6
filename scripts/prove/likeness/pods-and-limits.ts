import fc from 'fast-check';
import { containers, count, ONE, optional, podSpec, some, texts, word } from './pod-parts';
import { plain, type Subject } from './subject';

const rule = fc.record({
  apiGroups: fc.constantFrom([''], ['apps']),
  resources: fc.constantFrom(['pods'], ['deployments', 'pods']),
  verbs: fc.constantFrom(['get'], ['get', 'list']),
});

const RBAC = 'rbac.authorization.k8s.io';
const roleRef = fc.record({
  apiGroup: fc.constant(RBAC),
  kind: fc.constantFrom('Role', 'ClusterRole', 'Roll'),
  name: fc.constantFrom('a', 'b'),
});
const user = fc.record({ kind: fc.constantFrom('User', 'Group'), name: word, apiGroup: fc.constant(RBAC) });
const account = fc.record({ kind: fc.constant('ServiceAccount'), name: word, namespace: fc.constantFrom('d', 'e') });
const subjects = fc.array(fc.oneof(user, account), { maxLength: 2 });

const image = fc.constantFrom('nginx', 'nginx:1.2', '');
const pod: Subject = {
  apiVersion: 'v1',
  kind: 'Pod',
  plural: 'pods',
  whole: fc.record({ spec: podSpec }),
  part: some({
    metadata: some({ annotations: texts }),
    spec: some({
      containers: fc.array(fc.record({ name: fc.constantFrom('main', 'side'), image }), ONE),
      activeDeadlineSeconds: fc.constantFrom(null, 0, 30, 60),
      nodeSelector: optional(texts, fc.constant(null)),
    }),
  }),
};

const jobCounts = { parallelism: count, completions: count, backoffLimit: fc.constantFrom(0, 6, -1) };
const job: Subject = {
  apiVersion: 'batch/v1',
  kind: 'Job',
  plural: 'jobs',
  whole: fc.record({
    spec: fc.record(
      {
        template: fc.record({
          spec: fc.record({ containers, restartPolicy: fc.constantFrom('Never', 'OnFailure', 'Always') }),
        }),
        ...jobCounts,
      },
      { requiredKeys: ['template'] },
    ),
  }),
  part: fc.record({ spec: some({ ...jobCounts, activeDeadlineSeconds: optional(count, fc.constant(null)) }) }),
};

const amount = fc.constantFrom('1', '500m', '0.5', '2Gi', '1024Mi');
const amountsOf = (...names: string[]) => fc.dictionary(fc.constantFrom(...names), amount, { minKeys: 1, maxKeys: 2 });
const limits = fc.array(
  fc.record(
    {
      type: fc.constantFrom('Container', 'Pod'),
      max: amountsOf('cpu', 'memory'),
      min: amountsOf('cpu', 'memory'),
      default: amountsOf('cpu', 'memory'),
      defaultRequest: amountsOf('cpu', 'memory'),
    },
    { requiredKeys: ['type'] },
  ),
  ONE,
);

/** Pods and what makes them, who may do what, and what limits a namespace. */
export const PODS_AND_LIMITS: readonly Subject[] = [
  pod,
  job,
  plain(`${RBAC}/v1`, 'Role', 'roles', { rules: fc.array(rule, { maxLength: 2 }) }),
  {
    apiVersion: `${RBAC}/v1`,
    kind: 'RoleBinding',
    plural: 'rolebindings',
    whole: fc.record({ roleRef, subjects }, { requiredKeys: ['roleRef'] }),
    part: some({ roleRef: optional(roleRef, fc.constant(undefined)), subjects: optional(subjects, fc.constant(null)) }),
  },
  plain('v1', 'LimitRange', 'limitranges', { spec: fc.record({ limits }) }),
];
