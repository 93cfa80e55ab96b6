import type { TestProject } from 'vitest/node';
import { startControlPlane } from './start-control-plane';

declare module 'vitest' {
  interface ProvidedContext {
    /** A real control plane: its administrator's kubeconfig, a token of somebody without any rights, and its etcd. */
    realMember: { kubeconfig: string; viewerToken: string; etcd: string };
  }
}

/** Starts one real control plane for the tests of project `kube`, and stops it when they are done. Never skips. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  // watches of Secrets are served by etcd itself, so that a compaction makes their versions too old at once
  const { kubeconfig, viewerToken, etcd, stop } = await startControlPlane({
    KAS_FLAGS: '--watch-cache-sizes=secrets#0',
  });
  project.provide('realMember', { kubeconfig, viewerToken, etcd });
  return stop;
}
