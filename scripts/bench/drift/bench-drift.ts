import { attributeDrift, findDrift } from '~/server/federation/core/find-drift';
import type { Json } from '~/server/kernel/json';
import { type Bench, median, percentile, round } from '../measure';
import { contest } from '../programs';
import { withBenchFleet } from '../with-bench-fleet';

const OBJECTS = 10_000;
const ROUNDS = 9;

/** The comparison alone, and the way of a change in a member to the inbox. */
export const benchDrift: Bench = async ({ quick, seconds = quick ? 4 : 30 }) => {
  const rate = compare(quick ? 1000 : OBJECTS);
  const latencies = await withBenchFleet(quick ? 10 : 50, ({ url, key, kubeconfig }) =>
    contest<number[]>('scripts/bench/drift/inbox.ts', [url, key, kubeconfig, String(seconds)]),
  );
  const figures = {
    objects_per_second: round(rate, 0),
    objects: OBJECTS,
    inbox_p50_ms: round(percentile(latencies, 0.5), 0),
    inbox_p99_ms: round(percentile(latencies, 0.99), 0),
    changes: latencies.length,
  };
  const goals = [
    { goal: '>= 20,000 objects a second', met: figures.objects_per_second >= 20_000 },
    { goal: 'member change to inbox p99 <= 2 s', met: figures.inbox_p99_ms <= 2000 },
  ];
  return { figures, goals };
};

/** Deployments as they were applied and as members answer them, with what API servers and controllers add; one in a hundred has drifted. */
function compare(objects: number): number {
  const pairs = Array.from({ length: objects }, (_, at) => pairOf(at));
  const rates: number[] = [];
  for (let turn = 0; turn <= ROUNDS; turn++) {
    const began = performance.now();
    let drifted = 0;
    for (const { applied, live } of pairs) {
      const found = findDrift(applied, live);
      if (found.length > 0) drifted += attributeDrift(found, [], 'portolan-federation').length;
    }
    if (drifted !== pairs.length / 100) throw new Error(`${drifted} objects were found to have drifted`);
    // the first turn is the compiler's
    if (turn > 0) rates.push(pairs.length / ((performance.now() - began) / 1000));
  }
  return median(rates);
}

function pairOf(at: number): { applied: Json; live: Json } {
  const applied = deployment(at);
  const live = structuredClone(applied) as ReturnType<typeof deployment>;
  for (const container of live.spec.template.spec.containers)
    Object.assign(container, { imagePullPolicy: 'IfNotPresent', terminationMessagePath: '/dev/termination-log' });
  Object.assign(live, { status: { replicas: 3, conditions: [{ type: 'Available', status: 'True' }] } });
  Object.assign(live.metadata, { uid: `${at}`, resourceVersion: `${at}`, generation: 2 });
  if (at % 100 === 0) live.spec.replicas = 7;
  return { applied, live };
}

function deployment(at: number) {
  const labels = { app: `web-${at}`, team: 'shop', 'app.kubernetes.io/part-of': 'shop' };
  const env = Array.from({ length: 8 }, (_, index) => ({ name: `KEY_${index}`, value: `value ${index}` }));
  const container = (name: string) => ({
    ...{ name, image: `registry.example.com/shop/${name}:1.${at}`, args: ['--port', '8080', '--log', 'json'], env },
    ports: [{ containerPort: 8080, protocol: 'TCP' }],
    resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { cpu: '1', memory: '256Mi' } },
    readinessProbe: { httpGet: { path: '/ready', port: 8080 }, periodSeconds: 5 },
    volumeMounts: [{ name: 'config', mountPath: '/etc/config' }],
  });
  return {
    ...{ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: `web-${at}`, namespace: 'shop', labels } },
    spec: {
      replicas: 3,
      selector: { matchLabels: { app: `web-${at}` } },
      template: {
        metadata: { labels },
        spec: {
          containers: [container('app'), container('proxy')],
          volumes: [{ name: 'config', configMap: { name: 'config' } }],
        },
      },
    },
  };
}
