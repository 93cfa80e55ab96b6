import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { type Bench, median, round } from '../measure';
import { contest } from '../programs';
import { readMembers } from '../read-members';
import { type BenchMembers, withBenchFleet } from '../with-bench-fleet';
import { deployments } from './objects';
import { hasRealMembers, startRealMembers } from './real-members';

const run = promisify(execFile);
type Propagated = { seconds: number; status: number; p99: number }[];

/** 100 objects to 2 members (real ones where they are at hand) beside the bare applies and kubectl, and 1 object to 100 members. */
export const benchPropagate: Bench = async ({ quick }) => {
  const rounds = quick ? 1 : 5;
  const [objects, members] = quick ? [20, 10] : [100, 100];
  const isReal = hasRealMembers();
  const two = await propagate(isReal ? () => startRealMembers(2) : 2, objects, rounds, true);
  const many = await propagate(members, 1, rounds, false);
  const of = (results: Propagated, field: keyof Propagated[number]) => median(results.map((result) => result[field]));
  const figures = {
    seconds_100x2: round(of(two.hub, 'seconds'), 2),
    status_seconds_100x2: round(of(two.hub, 'status'), 2),
    limit_seconds_100x2: round(median(two.limit), 2),
    kubectl_seconds_100x2: round(median(two.kubectl), 2),
    real_members: isReal ? 2 : 0,
    p99_ms_1x100: round(of(many.hub, 'p99'), 0),
    seconds_1x100: round(of(many.hub, 'seconds'), 2),
  };
  const goals = [
    { goal: 'seconds <= 2.5 × limit', met: figures.seconds_100x2 <= 2.5 * figures.limit_seconds_100x2 },
    { goal: 'seconds <= kubectl', met: figures.seconds_100x2 <= figures.kubectl_seconds_100x2 },
    { goal: 'status <= 2 × kubectl', met: figures.status_seconds_100x2 <= 2 * figures.kubectl_seconds_100x2 },
    { goal: 'p99 of 1 object in 100 members <= 800 ms', met: figures.p99_ms_1x100 <= 800 },
  ];
  return { figures, goals };
};

const propagate = (
  members: number | (() => Promise<BenchMembers>),
  objects: number,
  rounds: number,
  withPeers: boolean,
) =>
  withBenchFleet(members, async ({ url, key, kubeconfig }) => {
    const asked = [String(objects), String(rounds)];
    const limit = withPeers ? await contest<number[]>('scripts/bench/propagate/limit.ts', [kubeconfig, ...asked]) : [];
    const kubectl = withPeers ? await withKubectl(kubeconfig, objects, rounds) : [];
    const hub = await contest<Propagated>('scripts/bench/propagate/hub.ts', [url, key, ...asked]);
    return { limit, kubectl, hub };
  });

/** One kubectl for each member, side by side, as somebody with a script would. */
async function withKubectl(kubeconfig: string, objects: number, rounds: number): Promise<number[]> {
  const { stdout } = await run('scripts/kube/kubectl-new');
  const kubectl = stdout.trim();
  const folder = mkdtempSync(path.join(os.tmpdir(), 'portolan-bench-kubectl-'));
  const members = readMembers(kubeconfig).map(({ name }) => name);
  const seconds: number[] = [];
  for (let turn = 0; turn <= rounds; turn++) {
    const file = path.join(folder, `${turn}.json`);
    writeFileSync(
      file,
      JSON.stringify({ apiVersion: 'v1', kind: 'List', items: deployments(objects, `kubectl-${turn}`, 'r1') }),
    );
    const began = performance.now();
    const apply = (context: string) =>
      run(kubectl, ['--kubeconfig', kubeconfig, '--context', context, 'apply', '--server-side', '-f', file]);
    await Promise.all(members.map(apply));
    // the first fills kubectl's cache of discovery
    if (turn > 0) seconds.push((performance.now() - began) / 1000);
  }
  rmSync(folder, { recursive: true, force: true });
  return seconds;
}
