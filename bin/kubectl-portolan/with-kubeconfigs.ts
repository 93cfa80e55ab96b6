import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { hubOf } from './kept-hubs';
import { kubeconfigFor } from './kubeconfig-for';

/** Runs work with kubeconfigs of its own, made for a cluster when it asks, that ask this very file for the token. */
export async function withKubeconfigs<Result>(
  work: (fileFor: (cluster: string) => string) => Promise<Result>,
): Promise<Result> {
  const hub = hubOf();
  const folder = mkdtempSync(path.join(tmpdir(), 'kubectl-portolan-'));
  const program = [process.execPath, realpathSync(process.argv[1] ?? '')] as const;
  const fileFor = (cluster: string) => {
    const file = path.join(folder, `${cluster}.json`);
    writeFileSync(file, JSON.stringify(kubeconfigFor(cluster, hub, program)), { mode: 0o600 });
    return file;
  };
  try {
    return await work(fileFor);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
