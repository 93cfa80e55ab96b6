import { fstatSync, renameSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { systemClock } from '~/server/kernel/clock';
import { openControl } from './control';
import { kubeconfigOf } from './door/kubeconfig';
import { giveHubAccount } from './fleet/hub-account';
import { startBenchFleet } from './fleet/start-bench-fleet';
import { type RunningFleet, startFleet } from './fleet/start-fleet';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: 'portolan' },
    /** Members of a bench fleet; the demo fleet without it. */
    members: { type: 'string' },
    nodes: { type: 'string', default: '1000' },
    'node-bytes': { type: 'string', default: '8192' },
    'changes-per-second': { type: 'string', default: '0' },
    kubeconfig: { type: 'string' },
    'port-base': { type: 'string', default: '0' },
    control: { type: 'string' },
    'parent-pid': { type: 'string' },
  },
});

const shared = { seed: values.seed, clock: systemClock, portBase: Number(values['port-base']) };
const fleet = await (values.members === undefined
  ? startFleet(shared)
  : startBenchFleet({
      ...shared,
      members: Number(values.members),
      nodes: Number(values.nodes),
      nodeBytes: Number(values['node-bytes']),
      changesPerSecond: Number(values['changes-per-second']),
    }));
if (values.kubeconfig !== undefined) writeKubeconfig(values.kubeconfig, fleet);
if (values.control !== undefined) await openControl(fleet.members, Number(values.control));
process.stdout.write(`${fleet.members.length} members listen\n`);
stopWithParent(Number(values['parent-pid'] ?? 0), () => void fleet.close().then(() => process.exit(0)));

/** Appears under its name only when it is whole, so that a reader who waits for the file can read it at once. */
function writeKubeconfig(file: string, { members }: RunningFleet): void {
  const isDemo = values.members === undefined;
  const entries = members.map((member) => ({
    ...{ name: member.name, server: member.url, ca: member.ca },
    user: { kind: 'token' as const, token: isDemo ? giveHubAccount(member) : member.tokens.admin },
  }));
  writeFileSync(`${file}.new`, kubeconfigOf(entries), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

/** Ends with a signal, with the pipe to the parent, or with the parent. */
function stopWithParent(parent: number, stop: () => void): void {
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  const input = fstatSync(0);
  if (input.isFIFO() || input.isSocket()) process.stdin.on('end', stop).on('error', stop).resume();
  if (parent === 0) return;
  setInterval(() => {
    try {
      process.kill(parent, 0);
    } catch {
      stop();
    }
  }, 1000).unref();
}
