import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { findAssets } from '~/scripts/kube/start-control-plane';

/** kubectl on a member, past the hub: what somebody there does with their own credential. */
export const kubectlAt =
  (kubeconfig: string) =>
  async (...words: string[]): Promise<string> => {
    const kubectl = path.join(await findAssets(), 'kubectl');
    return (await promisify(execFile)(kubectl, ['--kubeconfig', kubeconfig, ...words])).stdout;
  };

/** As the text of a kubeconfig has it. */
export function kubectlOf(kubeconfig: string): ReturnType<typeof kubectlAt> {
  const file = path.join(mkdtempSync(path.join(os.tmpdir(), 'portolan-member-')), 'kubeconfig.yaml');
  writeFileSync(file, kubeconfig, { mode: 0o600 });
  return kubectlAt(file);
}

/** On a member of the demo fleet. */
export function fleetKubectl(cluster: string, ...words: string[]): Promise<string> {
  const kubeconfig = readFileSync('playwright/.results/fleet-kubeconfig.txt', 'utf8');
  return kubectlAt(kubeconfig)('--context', cluster, ...words);
}
