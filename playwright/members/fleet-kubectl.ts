import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { findAssets } from '~/scripts/kube/start-control-plane';

/** kubectl on a member of the demo fleet, past the hub: what somebody there does with their own credential. */
export async function fleetKubectl(cluster: string, ...words: string[]): Promise<string> {
  const kubectl = path.join(await findAssets(), 'kubectl');
  const kubeconfig = readFileSync('playwright/.results/fleet-kubeconfig.txt', 'utf8');
  const { stdout } = await promisify(execFile)(kubectl, ['--kubeconfig', kubeconfig, '--context', cluster, ...words]);
  return stdout;
}
