import { CREATING, DERIVING } from './creating-session';
import { eventually, fails, type Session, step } from './session';
import { STREAMING } from './streaming-session';

const web = (name: string, image: string, replicas: number) => `apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}, labels: {app: ${name}}}
spec:
  replicas: ${replicas}
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: {app: ${name}}}
    spec:
      terminationGracePeriodSeconds: 1
      containers: [{name: c, image: "${image}", ports: [{containerPort: 8080, protocol: TCP}]}]
`;
const SECRET = `apiVersion: v1
kind: Secret
metadata: {name: s}
stringData: {p: q}
`;
const READER = `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: reader}
rules: [{apiGroups: [""], resources: [pods, pods/log], verbs: [get, list]}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: reader}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader}
subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: jo}]
`;
const UP = '--timeout=60s';

const READING: Session = {
  name: 'creates, reads and describes',
  files: { 'web.yaml': web('web', 'shop:1', 2) },
  steps: [
    step('create -f {dir}/web.yaml', 'deployment.apps/web created'),
    fails('create -f {dir}/web.yaml', '"web" already exists'),
    step(`rollout status deployment/web ${UP}`, 'successfully rolled out'),
    step('get deployment web', /web +2\/2 +2 +2/),
    step('get deployment web -o wide', 'shop:1', 'app=web'),
    step('get deployment web -o json', '"readyReplicas": 2'),
    step('get deployment web -o yaml', 'readyReplicas: 2', 'reason: MinimumReplicasAvailable'),
    step('get deployment web -o name', /^deployment.apps\/web\n$/),
    step('get deployment web -o jsonpath={.spec.replicas}', /^2$/),
    step('get pods -o custom-columns=NAME:.metadata.name,PHASE:.status.phase', /web-\S+ +Running\nweb-\S+ +Running/),
    step('get pods --show-labels', 'pod-template-hash='),
    step('get pods --field-selector=status.phase=Pending', 'No resources found'),
    step('get all', /pod\/web-\S+ +1\/1 +Running +0/, /replicaset.apps\/web-\S+ +2 +2 +2/),
    step('describe deployment web', /Replicas: +2 desired \| 2 updated \| 2 total \| 2 available/, 'ScalingReplicaSet'),
    step('describe pods -l app=web', /Status: +Running/, /Ready +True/, 'Controlled By:  ReplicaSet/web-'),
    fails('get pod nothing', 'Error from server (NotFound): pods "nothing" not found'),
    fails('get nothings', `the server doesn't have a resource type "nothings"`),
    step(`wait --for=condition=Available deployment/web ${UP}`, 'condition met'),
    step('delete deployment web', 'deployment.apps "web" deleted'),
    eventually('get pods', 'No resources found'),
  ],
};

const CHANGING: Session = {
  name: 'changes what is there',
  files: { 'web.yaml': web('web', 'shop:1', 1), 'secret.yaml': SECRET },
  steps: [
    step('create configmap c --from-literal=k=v', 'configmap/c created'),
    step('label configmap c tier=web', 'configmap/c labeled'),
    fails('label configmap c tier=db', "'tier' already has a value (web), and --overwrite is false"),
    step('label configmap c tier-', 'configmap/c'),
    step('annotate configmap c note=x', 'configmap/c annotated'),
    step('get configmap c -o jsonpath={.metadata.labels.tier}{.metadata.annotations.note}', /^x$/),
    step('patch configmap c --type=merge -p {"data":{"k":"w"}}', 'configmap/c patched'),
    step('patch configmap c --type=json -p [{"op":"add","path":"/data/l","value":"1"}]', 'patched'),
    fails('patch configmap c --type=json -p [{"op":"test","path":"/data/l","value":"2"}]', /invalid|rejected/),
    step('edit configmap c', 'configmap/c edited'),
    step('get configmap c -o jsonpath={.data}', '"k":"edited"', '"l":"1"'),
    step('create -f {dir}/web.yaml', 'created'),
    step('scale deployment web --replicas=3', 'deployment.apps/web scaled'),
    fails('scale deployment web --replicas=1 --current-replicas=2', 'xpected replicas to be 2, was 3'),
    eventually('get deployment web', /3\/3/),
    step('create -f {dir}/secret.yaml', 'secret/s created'),
    step('get secret s -o jsonpath={.data.p}', /^cQ==$/),
    step('delete deployment/web configmap/c secret/s', 'deployment.apps "web" deleted'),
  ],
};

const APPLYING: Session = {
  name: 'applies manifests',
  files: {
    'web.yaml': web('web', 'shop:1', 1),
    'more.yaml': web('web', 'shop:1', 2),
    'fewer.yaml': web('web', 'shop:1', 1),
  },
  steps: [
    step('apply -f {dir}/web.yaml', 'deployment.apps/web created'),
    step('apply -f {dir}/web.yaml', 'deployment.apps/web unchanged'),
    { kubectl: 'diff -f {dir}/more.yaml', exit: 1, says: [/^- {2}replicas: 1$/m, /^\+ {2}replicas: 2$/m] },
    step('apply -f {dir}/more.yaml --dry-run=server', 'server dry run'),
    step('get deployment web -o jsonpath={.spec.replicas}', /^1$/),
    step('apply -f {dir}/more.yaml', 'deployment.apps/web configured'),
    fails('apply --server-side --field-manager=other -f {dir}/fewer.yaml', 'conflict', '.spec.replicas'),
    step('apply --server-side --force-conflicts --field-manager=other -f {dir}/fewer.yaml', 'serverside-applied'),
    step('get deployment web -o jsonpath={.spec.replicas}', /^1$/),
    step('delete -f {dir}/web.yaml', 'deployment.apps "web" deleted'),
    fails('apply -f {dir}/nothing.yaml', 'does not exist'),
  ],
};

const ROLLING: Session = {
  name: 'rolls out, back and again',
  files: { 'web.yaml': web('web', 'shop:1', 2) },
  steps: [
    step('apply -f {dir}/web.yaml', 'created'),
    step(`rollout status deployment/web ${UP}`, 'successfully rolled out'),
    step('set image deployment/web c=shop:2', 'image updated'),
    step(`rollout status deployment/web ${UP}`, 'successfully rolled out'),
    step('rollout history deployment/web', /REVISION +CHANGE-CAUSE\n1 +<none>\n2 +<none>/),
    step('rollout history deployment/web --revision=1', 'shop:1'),
    step('set image deployment/web c=shop:broken', 'image updated'),
    eventually('get pods', /ErrImagePull|ImagePullBackOff/),
    { kubectl: 'rollout status deployment/web --timeout=1s', exit: 1, says: ['timed out'] },
    step('rollout undo deployment/web', 'rolled back'),
    step(`rollout status deployment/web ${UP}`, 'successfully rolled out'),
    step('get deployment web -o jsonpath={..image}', /^shop:2$/),
    step('rollout restart deployment/web', 'restarted'),
    step(`rollout status deployment/web ${UP}`, 'successfully rolled out'),
    step('rollout pause deployment/web', 'paused'),
    step('delete deployment web', 'deleted'),
  ],
};

const INSIDE: Session = {
  name: 'looks into containers',
  files: { 'web.yaml': web('web', 'shop:1', 1), 'crash.yaml': web('crash', 'shop:crash', 1), 'in.txt': 'carried in\n' },
  steps: [
    step('apply -f {dir}/web.yaml -f {dir}/crash.yaml', 'web created', 'crash created'),
    step(`rollout status deployment/web ${UP}`, 'successfully rolled out'),
    eventually('logs deployment/web', 'msg="listening"', 'starting c'),
    step('logs deployment/web --tail=1 --timestamps', /^\d{4}-\d\d-\d\dT[^\n]*\n$/),
    fails('logs deployment/web -c nothing', 'container nothing is not valid for pod web-'),
    fails('logs deployment/web --previous', 'previous terminated container "c" in pod "web-'),
    step('exec deployment/web -- hostname', /^web-/),
    { kubectl: 'exec deployment/web -- sh -c exit+3', exit: 3, says: ['command terminated with exit code 3'] },
    { kubectl: 'exec -i deployment/web -- cat', input: 'typed', says: [/^typed$/] },
    fails('exec deployment/web -- nothing', 'executable file not found in $PATH'),
    step('cp {dir}/in.txt {pod}:/tmp/out.txt'),
    step('exec {pod} -- cat /tmp/out.txt', /^carried in\n$/),
    step('cp {pod}:/tmp/out.txt {dir}/back.txt'),
    eventually('get pods -l app=crash', /(Error|CrashLoopBackOff) +[1-9]/),
    eventually('logs deployment/crash --previous', 'panic: configuration is not valid'),
    step('delete deployment web crash', 'deleted'),
  ],
};

const NODES: Session = {
  name: 'cordons and drains',
  files: {
    'web.yaml': web('web', 'shop:1', 3),
    'budget.yaml': `apiVersion: {policy}
kind: PodDisruptionBudget
metadata: {name: web}
spec: {maxUnavailable: 1, selector: {matchLabels: {app: web}}}
`,
  },
  steps: [
    step('apply -f {dir}/web.yaml', 'created'),
    step(`rollout status deployment/web ${UP}`, 'successfully rolled out'),
    step('apply -f {dir}/budget.yaml', 'created'),
    eventually('get poddisruptionbudget web', /web +N\/A +1 +1/),
    step('cordon node-1', 'node/node-1 cordoned'),
    step('get node node-1', 'Ready,SchedulingDisabled'),
    step(`drain node-1 --ignore-daemonsets --force ${UP}`, /evicting pod \S+\/web-/, /node\/node-1 (drained|evicted)/),
    eventually('get pods -l app=web --field-selector=spec.nodeName=node-1', 'No resources found'),
    eventually('get deployment web', /3\/3/),
    step('uncordon node-1', 'node/node-1 uncordoned'),
    step('describe node node-1', /Unschedulable: +false/),
    step('delete deployment/web poddisruptionbudget/web', 'deleted'),
  ],
};

const ASKING: Session = {
  name: 'asks what there is and what one may',
  files: { 'reader.yaml': READER },
  steps: [
    step('auth can-i list pods', 'yes'),
    fails('auth can-i list pods --as=jo', 'no'),
    step('create -f {dir}/reader.yaml', 'role.rbac.authorization.k8s.io/reader created', 'rolebinding'),
    step('auth can-i list pods --as=jo', 'yes'),
    step('auth can-i get pods/log --as=jo', 'yes'),
    fails('auth can-i delete pods --as=jo', 'no'),
    step('auth can-i --list --as=jo', /pods\/log +\[\] +\[\] +\[get list\]/),
    fails('get secrets --as=jo', 'secrets is forbidden: User "jo" cannot list resource "secrets" in API group ""'),
    step('api-resources', /deployments +deploy +apps\/v1 +true +Deployment/),
    step('api-versions', 'apps/v1', 'rbac.authorization.k8s.io/v1'),
    step('explain deployment.spec.replicas', /FIELD: +replicas/, 'Number of desired pods'),
    step('cluster-info', 'is running at'),
    fails('top pods', 'Metrics API not available'),
    step('get serviceaccounts', 'default'),
    step('get configmaps', 'kube-root-ca.crt'),
    step('create serviceaccount robot', 'serviceaccount/robot created'),
    step('delete role/reader rolebinding/reader serviceaccount/robot', 'deleted'),
  ],
};

/** What people do with kubectl, and what must come of it on every kind of member. */
export const SESSIONS: readonly Session[] = [
  READING,
  CHANGING,
  APPLYING,
  ROLLING,
  INSIDE,
  NODES,
  ASKING,
  CREATING,
  DERIVING,
  STREAMING,
];
