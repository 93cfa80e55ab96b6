import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';
import { startKubelets } from './kubelet/start-kubelets';
import { type ControlPlane, startControlPlane } from './start-control-plane';

declare module 'vitest' {
  interface ProvidedContext {
    /** A real control plane: its administrator's kubeconfig, a token of somebody without any rights, and its etcd. */
    realMember: { kubeconfig: string; viewerToken: string; etcd: string };
    /** Another one, whose pods run: three nodes of the kubelet stand-in, in two zones. */
    runningMember: { kubeconfig: string };
    /** The programs at the two ends of the range of versions. */
    kubectls: { old: string; new: string };
  }
}

/** Starts the real control planes for the tests of project `kube`, and stops them when they are done. Never skips. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const started: { stop(): Promise<void> }[] = [];
  const keep = async <Started extends { stop(): Promise<void> }>(starting: Promise<Started>): Promise<Started> => {
    const one = await starting;
    started.push(one);
    return one;
  };
  const stop = async () => {
    for (const one of started.splice(0).reverse()) await one.stop();
  };
  try {
    await startAll(project, keep);
  } catch (error) {
    await stop();
    throw error;
  }
  return stop;
}

async function startAll(
  project: TestProject,
  keep: <Started extends { stop(): Promise<void> }>(starting: Promise<Started>) => Promise<Started>,
): Promise<void> {
  // watches of Secrets are served by etcd itself, so that a compaction makes their versions too old at once
  const bare = await keep(startControlPlane({ KAS_FLAGS: '--watch-cache-sizes=secrets#0' }));
  const { kubeconfig, viewerToken, etcd } = bare;
  project.provide('realMember', { kubeconfig, viewerToken, etcd });
  const running = await keep(startControlPlane());
  await keep(startNodes(running));
  project.provide('runningMember', { kubeconfig: running.kubeconfig });
  const script = fileURLToPath(new URL('kubectl-new', import.meta.url));
  const { stdout } = await promisify(execFile)(script);
  project.provide('kubectls', { old: join(running.assets, 'kubectl'), new: stdout.trim() });
}

async function startNodes({ url, adminToken, pki }: ControlPlane) {
  const places = ['a', 'a', 'b'].map((zone, index) => ({ name: `node-${index + 1}`, region: 'r', zone: `r-${zone}` }));
  return startKubelets({ url, ca: await pki('ca.crt'), token: adminToken }, places, 'v1.20.2');
}
